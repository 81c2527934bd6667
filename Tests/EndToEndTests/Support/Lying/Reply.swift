import Foundation

/// An answer of the service, honest or not.
struct Reply: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// By how many seconds its `Date` is in the past.
    var dateShift = 0.0

    static func json(_ text: String, status: Int = 200) -> Reply {
        Reply(status: status, headers: ["Content-Type": "application/json"], body: Array(text.utf8))
    }

    static func html(status: Int) -> Reply {
        Reply(
            status: status,
            headers: ["Content-Type": "text/html"],
            body: Array("<!DOCTYPE html><html><body><h1>\(status)</h1></body></html>".utf8)
        )
    }

    static func problem(_ status: Int) -> Reply { json(#"{"message":"status \#(status)"}"#, status: status) }

    /// A listing with these rows, each a piece of JSON or of what is nearly JSON.
    static func rows(_ rows: [[UInt8]]) -> Reply {
        var reply = json("")
        reply.body = Array("[".utf8) + rows.joined(separator: Array(",".utf8)) + Array("]".utf8)
        return reply
    }

    func with(_ headers: [String: String], status: Int? = nil) -> Reply {
        var reply = self
        reply.headers.merge(headers) { $1 }
        if let status { reply.status = status }
        return reply
    }

    func dated(secondsAgo: Double) -> Reply {
        var reply = self
        reply.dateShift = secondsAgo
        return reply
    }

    /// What the header `Date` says.
    var date: String {
        let form = DateFormatter()
        form.locale = Locale(identifier: "en_US_POSIX")
        form.timeZone = TimeZone(identifier: "GMT")
        form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return form.string(from: Date(timeIntervalSinceNow: -dateShift))
    }
}
