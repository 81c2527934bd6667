import Foundation
import Testing

/// Ways to give back what was sent, so that no search for the very bytes finds it.
enum Spelling: String, CaseIterable, Sendable {
    case asItIs, capitals, percent, percentTwice, partly, escaped, escapedTwice, base64, base64Shifted, base64OfMore

    func spell(_ text: String) -> String {
        switch self {
        case .asItIs: text
        case .capitals: text.uppercased()
        case .percent: text.utf8.map { "%" + String($0, radix: 16) }.joined()
        case .percentTwice: text.utf8.map { "%25" + String($0, radix: 16, uppercase: true) }.joined()
        case .partly: "%" + String(text.utf8.first ?? 0, radix: 16) + text.dropFirst()
        case .escaped: text.utf8.map { "\\u00" + String($0, radix: 16) }.joined()
        case .escapedTwice: text.utf8.map { "\\\\u00" + String($0, radix: 16) }.joined()
        case .base64: Data(text.utf8).base64EncodedString()
        case .base64Shifted: Data("x\(text)".utf8).base64EncodedString()
        case .base64OfMore: Data("client:\(text):\(text)".utf8).base64EncodedString()
        }
    }
}

/// An account that puts the secret and the signature of every request into every field of every answer, in every spelling.
final class SpellingService: Sendable {
    private let server: CannedServer
    let secret: String

    init(secret: String, account: String) throws {
        self.secret = secret
        server = try CannedServer { head in
            let sent = [secret, Self.signature(in: head) ?? ""]
            let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            return Self.answer(head.hasPrefix("DELETE") ? "DELETE" : "GET", path, sent, account)
        }
    }

    var url: String { server.url }

    /// Every signature that came.
    var signatures: Set<String> { Set(server.seen.compactMap(Self.signature)) }

    func stop() {
        server.stop()
    }

    private static func answer(_ method: String, _ path: String, _ sent: [String], _ account: String) -> String {
        let all = Spelling.allCases.flatMap { spelling in sent.map { spelling.spell($0) } }
        let echo = all.joined(separator: " ")
        func list(_ rows: [[String: String]]) -> String { httpAnswer("200 OK", json(rows), headers: headers(sent)) }
        switch path.components(separatedBy: "/v1").last ?? "" {
        case let path where path.hasPrefix("/refused"):
            return httpAnswer("400 Bad Request", json(["message": echo]), headers: headers(sent))
        case let path where path.hasPrefix("/page"):
            return httpAnswer("200 OK", "<html>\(echo)</html>", headers: headers(sent))
        case "/accounts/":
            let others = all.map { ["id": "id \($0)", "name": "Twin", "description": $0] }
            return list([["id": account, "name": "Account \(echo)"]] + others + all.map { ["id": $0, "name": $0] })
        case "/accounts/\(account)/pools":
            let pools = all.enumerated().map { ["external_id": "p\($0)", "kind": "production", "name": "Pool \($1)"] }
            let odd = all.enumerated().map { ["external_id": "odd\($0)-\($1)", "kind": $1, "name": $1] }
            // The escapes of the answer itself.
            let escaped = #"{"external_id":"e","kind":"production","name":"\#(Spelling.escaped.spell(sent[0]))"}"#
            return httpAnswer("200 OK", "[\(escaped)," + json(pools + odd).dropFirst(), headers: headers(sent))
        case "/accounts/\(account)/active_sessions":
            return list(
                all.enumerated().map { ["id": "s\($0)-\($1)", "pool_id": "p\($0)", "user": $1, "state": "open"] }
            )
        case let path where path.contains("/sessions/"):
            let isDelete = method == "DELETE"
            return httpAnswer(isDelete ? "409 Conflict" : "200 OK", json(["message": echo, "state": echo, "id": echo]))
        default:
            return httpAnswer(
                "200 OK",
                json(["id": account, "name": "Account \(echo)", "notes": echo]),
                headers: headers(sent)
            )
        }
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func headers(_ sent: [String]) -> String { "X-Echo: \(sent.joined(separator: " "))\r\n" }

    private static func signature(in head: String) -> String? {
        head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix("x-frame-signature:") }
            .map { $0.dropFirst("x-frame-signature:".count).drop { $0 == " " } }.map(String.init)
    }
}

/// Looks for a text in bytes as somebody would who wants it back: with all escapes read, and every run of base64.
struct Recovery {
    private let hidden: [String]

    init(of hidden: some Sequence<String>) {
        self.hidden = hidden.map { $0.lowercased() }
    }

    /// What is found of what must not be there: the first twelve characters are enough.
    func found(in bytes: Data) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let read = Self.unescaped(text)
        let readings = [text, read] + [text, read].flatMap(Self.base64)
        for reading in readings.map({ $0.lowercased() }) {
            if let found = hidden.first(where: { reading.contains($0.prefix(12)) }) {
                return "\(found) in: \(reading.prefix(300))"
            }
        }
        return nil
    }

    private static func unescaped(_ text: String) -> String {
        var text = text
        for _ in 0..<3 {
            text = text.replacing(/\\+u00([0-9A-Fa-f]{2})|%([0-9A-Fa-f]{2})/) { match in
                let digits = match.1 ?? match.2 ?? "3f"
                return String(UnicodeScalar(UInt8(digits, radix: 16) ?? 63))
            }
        }
        return text
    }

    private static func base64(_ text: String) -> [String] {
        text.matches(of: /[A-Za-z0-9+\/]{16,}/).flatMap { match in
            (0..<4).compactMap { start in
                let run = match.0.dropFirst(start)
                return Data(base64Encoded: String(run.prefix(run.count / 4 * 4))).map {
                    String(decoding: $0, as: UTF8.self)
                }
            }
        }
    }
}
