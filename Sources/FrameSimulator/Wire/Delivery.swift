/// How the socket layer has to deliver a response. A caller in the same process may honour it or look at it only.
package enum Delivery: Sendable, Equatable {
    /// At once and whole.
    case normal
    /// Whole, after a wait.
    case delayed(Duration)
    /// Never: the connection stays open and silent until the client leaves or the server stops.
    case hang
    /// `Content-Length` promises the whole body, this many bytes of it are sent, then the connection is closed.
    case cutBody(after: Int)
    /// The connection is closed without a byte of an answer.
    case dropConnection
}
