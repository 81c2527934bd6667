import FrameAPI
import FrameOperations

/// The messages about a rate limit: the first pause at once, and the number of further ones at each heartbeat.
struct PauseNews: Sendable {
    private var isTold = false
    private var reasons: [String] = []

    /// The line for a pause; `nil` for a pause that is counted, or too short.
    mutating func line(for pause: Throttled) -> String? {
        guard pause.seconds >= 1 else { return nil }
        let reason = Excerpt.of(pause.detail, limit: 120)
        guard !isTold else {
            reasons.append(reason)
            return nil
        }
        isTold = true
        return "Rate limited by the service; retrying in \(Int(pause.seconds.rounded(.up))) s (\(reason))"
    }

    /// The line for the pauses that were not reported yet; `nil` for none. After some time without any, the next one is reported at once.
    mutating func summary() -> String? {
        defer { (isTold, reasons) = (!reasons.isEmpty, []) }
        guard let last = reasons.last else { return nil }
        return "Rate limited by the service \(reasons.count) more \(reasons.count == 1 ? "time" : "times") (\(last))"
    }
}
