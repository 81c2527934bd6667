import Foundation
import Synchronization

/// An account that puts the secret and the signature of every request wherever text may stand, and closes nothing.
final class EchoingService: Sendable {
    private let server: CannedServer

    init(secret: String) throws {
        server = try CannedServer { head in
            let echo = "\(Self.signature(in: head) ?? "") \(secret)"
            if head.hasPrefix("DELETE") {
                usleep(100_000)
                return httpAnswer("409 Conflict", #"{"message":"conflict: \#(echo)"}"#, headers: "X-Echo: \(echo)\r\n")
            }
            if head.contains("/pools ") {
                return httpAnswer(
                    "200 OK",
                    #"[{"external_id":"p-\#(secret)","kind":"production","name":"Pool \#(echo)"}]"#
                )
            }
            if head.contains("/active_sessions ") {
                let sessions = (1...7).map {
                    #"{"id":"s\#($0)-\#(secret)","pool_id":"p-\#(secret)","user":"\#(echo)"}"#
                }
                return httpAnswer("200 OK", "[\(sessions.joined(separator: ","))]")
            }
            return httpAnswer("200 OK", #"{"id":"a","name":"Account \#(echo)"}"#)
        }
    }

    var url: String { server.url }
    /// How many DELETEs came.
    var deletes: Int { server.seen.count { $0.hasPrefix("DELETE") } }
    /// Every signature that came.
    var signatures: [String] { Array(Set(server.seen.compactMap(Self.signature))) }

    func stop() {
        server.stop()
    }

    private static func signature(in head: String) -> String? {
        head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("x-frame-signature:") }
            .map { $0.dropFirst("x-frame-signature:".count).drop { $0 == " " } }.map(String.init)
    }
}
