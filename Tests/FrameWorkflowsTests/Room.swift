import FoundationEssentials
import FrameAPI
import HTTPTypes
import Synchronization

/// A service with one account and one production pool, in memory: what is deleted is gone at once.
final class Room: HTTPTransport {
    private let state: Mutex<(live: [String], deletes: [String])>
    /// Called with the number of DELETEs so far, before each is carried out.
    private let onDelete: @Sendable (Int) async -> Void

    init(_ count: Int, onDelete: @escaping @Sendable (Int) async -> Void = { _ in }) {
        state = Mutex(((1...count).map { "s\($0)" }, []))
        self.onDelete = onDelete
    }

    /// The sessions that are there.
    var live: [String] { state.withLock { $0.live } }
    /// Every session that a DELETE was sent for.
    var deletes: [String] { state.withLock { $0.deletes } }

    /// The users of so many sessions leave.
    func end(_ count: Int) { state.withLock { $0.live.removeFirst(min(count, $0.live.count)) } }

    func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
        let parts = (request.head.path ?? "").split(separator: "/").map(String.init)
        let last = parts.last ?? ""
        if request.head.method == .delete {
            await onDelete(state.withLock { $0.deletes.count } + 1)
            let isKnown = state.withLock { state in
                state.deletes.append(last)
                defer { state.live.removeAll { $0 == last } }
                return state.live.contains(last)
            }
            return Self.response(isKnown ? 200 : 404, isKnown ? "" : #"{"error":"not found"}"#)
        }
        let live = live
        switch last {
        case "pools": return Self.response(200, #"[{"external_id":"p1","kind":"production","name":"Room 3"}]"#)
        case "active_sessions":
            let rows = live.map { #"{"id":"\#($0)","pool_id":"p1"}"# }
            return Self.response(200, "[\(rows.joined(separator: ","))]")
        case _ where parts.dropLast().last == "sessions":
            return live.contains(last)
                ? Self.response(200, #"{"id":"\#(last)","pool_id":"p1","state":"open"}"#) : Self.response(404, "{}")
        default: return Self.response(200, #"{"id":"\#(last)","name":"Contoso Training"}"#)
        }
    }

    private static func response(_ status: Int, _ body: String) -> TransportResponse {
        var head = HTTPResponse(status: .init(code: status))
        head.headerFields[.contentType] = "application/json"
        return TransportResponse(head: head, body: Array(body.utf8))
    }
}
