/// Why the server did not start.
package enum SimulatorServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The simulator speaks plain HTTP with secrets that everybody knows, and so is never offered to a network.
    case notLoopback(host: String)
    /// Another process listens on the port.
    case portInUse(port: Int)

    package var description: String {
        switch self {
        case .notLoopback(let host):
            "the simulator is bound to loopback only, not to \"\(host)\": use 127.0.0.1 or ::1"
        case .portInUse(let port):
            "the port \(port) is in use"
        }
    }
}
