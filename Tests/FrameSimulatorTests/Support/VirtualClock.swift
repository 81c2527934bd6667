import FoundationEssentials
import Synchronization

/// A clock that moves when the test says so.
final class VirtualClock: Sendable {
    private let seconds: Mutex<Double>

    init(_ seconds: Double = 1_700_000_000) {
        self.seconds = Mutex(seconds)
    }

    var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }
    var unixSeconds: Int { Int(seconds.withLock { $0 }.rounded(.down)) }

    func advance(_ interval: Double) {
        seconds.withLock { $0 += interval }
    }
}
