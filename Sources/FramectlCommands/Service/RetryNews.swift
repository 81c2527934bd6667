import FrameAPI
import Synchronization

/// Decides which waits before retries of reads are reported: a reason once, and again after a while; at most one line a second.
final class RetryNews: Sendable {
    private struct Told {
        var reason: String
        var at: Duration
    }

    private let told = Mutex<Told?>(nil)
    private let time: TimeSource

    /// After how long the same reason is reported again.
    private static let reminder: Duration = .seconds(30)

    init(time: TimeSource) {
        self.time = time
    }

    /// The line; `nil` for none.
    func line(for notice: RetryNotice) -> String? {
        let (now, reason) = (time.elapsed(), notice.error.detail)
        let isNews = told.withLock { told in
            if let told, now - told.at < (told.reason == reason ? Self.reminder : .seconds(1)) { return false }
            told = Told(reason: reason, at: now)
            return true
        }
        guard isNews else { return nil }
        let minutes = Int(notice.limit / .seconds(60))
        let limit = minutes < 2 ? notice.limit.inWords : "\(minutes) min"
        guard notice.error.code == .throttled else { return "Retrying for up to \(limit): \(reason)" }
        let wait = notice.wait >= .seconds(1) ? "; retrying in \(notice.wait.inWords)" : ""
        return "Rate limited by the service\(wait) (\(reason))"
    }
}
