import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameSimulator
import HTTPTypes

extension SimulatedService {
    /// Answers that somebody gives before the service sees the request.
    func refusal(for fault: Fault) -> TransportResponse? {
        switch fault {
        case .throttledSeconds: spoken(429, "slow down", retryAfter: "2")
        case .throttledDate: spoken(429, "slow down", retryAfter: "Tue, 14 Nov 2023 22:13:40 GMT")
        case .throttledZero: spoken(429, "slow down", retryAfter: "0")
        case .throttledAbsent: spoken(429, "slow down")
        case .throttledNonsense: spoken(429, "slow down", retryAfter: "soon, -7; \u{1}")
        case .throttledHuge: spoken(429, "slow down", retryAfter: "1000000")
        case .forbiddenFor: spoken(403, "slow down", retryAfter: "1")
        case .internalError: spoken(500, "internal error")
        case .unavailable: spoken(503, "unavailable")
        case .unavailableFor: spoken(503, "unavailable", retryAfter: "3")
        case .html: spoken(200, "<!DOCTYPE html><html><body>Please sign in</body></html>")
        case .wrongShape: spoken(200, #"{"error": {"sessions": []}}"#)
        case .conflict: spoken(409, #"{"error": "conflict"}"#)
        case .unprocessable: spoken(422, #"{"error": "unprocessable"}"#)
        case .gone: spoken(410, #"{"error": "gone"}"#)
        case .notFound: spoken(404, #"{"error": "not_found"}"#)
        default: nil
        }
    }

    /// What a fault has a session say that is asked for alone; `nil` for the truth.
    func word(of session: String, _ fault: Fault?) -> TransportResponse? {
        switch fault {
        case .otherSession: spoken(200, #"{"id": "somebody-else", "state": "closed"}"#)
        case .noState: spoken(200, #"{"id": "\#(session)"}"#)
        case .notFoundPage: spoken(404, "<!DOCTYPE html><html><body>No such page</body></html>")
        case .forbiddenSession: spoken(403, #"{"error": "forbidden"}"#)
        case .falselyMissing: spoken(404, #"{"error": "not_found"}"#)
        case .falselyEnded: spoken(200, #"{"id": "\#(session)", "state": "closed"}"#)
        default: nil
        }
    }

    /// The answer that a listing goes out as.
    func answer(_ listing: WireListing) -> TransportResponse {
        var answer = spoken(listing.status, "")
        answer.body = listing.body
        for (name, value) in listing.headers {
            if let name = HTTPField.Name(name) { answer.head.headerFields[name] = value }
        }
        if let age = listing.age { answer.head.headerFields[.age] = "\(age.components.seconds)" }
        // Who sends no dates has nothing but the age to say it with.
        if listing.hasOldDate, world.calamities.contains(.undated) {
            answer.head.headerFields[.age] = "\((now - listing.asOf).components.seconds)"
        }
        if listing.hasOldDate { answer.head.headerFields[.date] = date(at: listing.asOf) }
        return answer
    }

    /// The `Date` of an answer that is given at a moment.
    func date(at moment: Duration) -> String {
        let date = VirtualTime.start.addingTimeInterval(moment / .seconds(1) + Double(world.scenario.clockSkewSeconds))
        let days = Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][days % 7]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = date.formatted(.iso8601).split { "-T:Z".contains($0) }
        let month = months[(Int(parts[1]) ?? 1) - 1]
        return "\(weekday), \(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
    }
}
