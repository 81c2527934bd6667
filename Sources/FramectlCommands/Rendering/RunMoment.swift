import FoundationEssentials
import FrameOperations

/// A run at one moment, as far as people are shown it.
struct RunMoment: Sendable {
    /// What the run is doing.
    enum Activity: Sendable {
        /// The site's own command runs.
        case hook(Hook.Moment)
        /// DELETEs are sent, at no more than a rate where one is kept.
        case closing(keptTo: Double?)
        /// Nothing is sent for a while, or until a moment of the wall clock.
        case pausing(Duration, until: Date, reason: String)
        /// Everything was sent; the service has at most so long to end the sessions.
        case waiting(Duration)
        /// The user interrupted.
        case finishing
        /// The run stopped sending by itself.
        case stopped
    }

    /// The pools that have sessions to close.
    let pools: [PoolRow]
    /// How many joined after consent, and are left alone.
    let newcomers: Int
    /// How many sessions to be closed the last listing does not show.
    let unlisted: Int
    /// Since when the run is under way.
    let elapsed: Duration
    /// How many DELETEs were answered a second lately; `nil` while that is not known or nothing is to be sent.
    let rate: Double?
    /// How long it takes until every DELETE is answered, as things stand.
    let timeLeft: Duration?
    let activity: Activity
    /// All pools in one.
    let all: PoolRow
}

extension RunMoment {
    init(
        pools: [PoolRow],
        newcomers: Int = 0,
        unlisted: Int = 0,
        elapsed: Duration,
        rate: Double? = nil,
        timeLeft: Duration? = nil,
        activity: Activity
    ) {
        self.init(
            pools: pools,
            newcomers: newcomers,
            unlisted: unlisted,
            elapsed: elapsed,
            rate: rate,
            timeLeft: timeLeft,
            activity: activity,
            all: PoolRow("All", summing: pools)
        )
    }

    /// The pools for a number of lines: all of them, or those with the most left, each in its place, and what is not shown in one.
    func pools(fitting lines: Int) -> (shown: [PoolRow], rest: PoolRow?) {
        guard pools.count > lines else { return (pools, nil) }
        let busiest = pools.indices.sorted { (pools[$1].left, $0) < (pools[$0].left, $1) }
        let (shown, hidden) = (busiest.prefix(max(0, lines - 1)), busiest.dropFirst(max(0, lines - 1)))
        let name = shown.isEmpty ? "\(hidden.count) pools" : "and \(hidden.count) pools more"
        return (
            shown.sorted().map { pools[$0] },
            PoolRow(name, summing: hidden.lazy.map { pools[$0] })
        )
    }

    /// How many are gone and left, and how many failed where some did.
    var counts: String {
        "\(all.gone) of \(all.targets) gone, \(all.left) left" + (all.failed > 0 ? ", \(all.failed) failed" : "")
    }

    /// How long it took so far, how fast it goes, how long it still takes, how far it is, and who joined; as far as it is known.
    var timing: [String] {
        var parts = [elapsed.brief]
        if let rate { parts.append("\(rate.brief)/s") }
        if let timeLeft { parts.append("about \(timeLeft.brief) left") }
        if all.handled < all.targets { parts.append("\(all.handled) of \(all.targets) answered") }
        if unlisted > all.gone { parts.append("\(unlisted) no longer listed") }
        if newcomers > 0 { parts.append("\(newcomers) new") }
        return parts
    }

    /// What the run is doing, as a sentence without its end.
    var doing: String {
        switch activity {
        case .hook(let moment): "Running the command \(moment.rawValue) the close"
        case .closing(nil): "Closing as fast as the service answers"
        case .closing(let rate?): "Closing, kept to \(rate.brief) requests a second"
        case .pausing(let left, let until, let reason):
            "Rate limited; retrying in \(left.brief), at \(until.formatted(Self.clock)) UTC"
                + (reason.isEmpty ? "" : ": \(reason)")
        case .waiting(let left): "\(waitedFor), at most \(left.brief) more"
        case .finishing: "Finishing what is in flight; Ctrl-C again stops at once"
        case .stopped: "Nothing more is sent; checking once more"
        }
    }

    private var waitedFor: String {
        switch all.left {
        case 0: "Checking whether any session is left"
        case 1: "Waiting for 1 session to end"
        default: "Waiting for \(all.left) sessions to end"
        }
    }

    private static let clock = Date.ISO8601FormatStyle().time(includingFractionalSeconds: false)
}

extension Duration {
    /// The duration in whole seconds, rounded up, for a line that has little room.
    var brief: String {
        let seconds = (Int((self / .milliseconds(1)).rounded()) + 999) / 1_000
        return switch seconds {
        case ..<60: "\(max(0, seconds)) s"
        case ..<3_600: "\(seconds / 60) m \(Self.twoDigits(seconds % 60)) s"
        default: "\(seconds / 3_600) h \(Self.twoDigits(seconds / 60 % 60)) m"
        }
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}

extension Double {
    /// The number with as many digits as anybody reads.
    var brief: String {
        let tenths = Int((self * 10).rounded())
        return self >= 9.95 || tenths.isMultiple(of: 10) ? String(Int(rounded())) : "\(tenths / 10).\(tenths % 10)"
    }
}
