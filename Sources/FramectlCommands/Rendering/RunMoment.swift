import FoundationEssentials
import FrameOperations

/// A run at one moment, as shown to people.
struct RunMoment: Sendable {
    /// The activity of the run.
    enum Activity: Sendable {
        /// A hook runs.
        case hook(Hook.Moment)
        /// DELETEs are sent, at a limited rate if there is one.
        case closing(keptTo: Double?)
        /// Nothing is sent for a while, or until a moment of the wall clock.
        case pausing(Duration, until: Date, reason: String)
        /// Everything was sent; the service has at most this long to end the sessions.
        case waiting(Duration)
        /// The user interrupted.
        case finishing
        /// The run stopped sending by itself.
        case stopped
    }

    /// The pools that have sessions to close.
    let pools: [PoolRow]
    /// How many new sessions there are, which are skipped.
    let newcomers: Int
    /// How many sessions to be closed the last listing does not show.
    let unlisted: Int
    /// How long the run has been in progress.
    let elapsed: Duration
    /// How many DELETEs were answered in each second lately; `nil` while that is not known or nothing is to be sent.
    let rate: Double?
    /// The estimated time until every DELETE is answered.
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

    /// The pools for a number of lines: all of them, or those with the most remaining sessions, each in its place, and the rest in one row.
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

    /// The numbers of gone and remaining sessions, and of failed ones if there are any.
    var counts: String {
        "\(all.gone) of \(all.targets) gone, \(all.left) left" + (all.failed > 0 ? ", \(all.failed) failed" : "")
    }

    /// The elapsed time, the rate, the remaining time, the progress, and the new sessions; as far as they are known.
    var timing: [String] {
        var parts = [elapsed.brief]
        if let rate { parts.append("\(rate.brief)/s") }
        if let timeLeft { parts.append("about \(timeLeft.brief) left") }
        if all.handled < all.targets { parts.append("\(all.handled) of \(all.targets) answered") }
        if unlisted > all.gone { parts.append("\(unlisted) no longer listed") }
        if newcomers > 0 { parts.append("\(newcomers) new") }
        return parts
    }

    /// The activity of the run, as a sentence without its end.
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
    /// The duration in whole seconds, rounded up, for a short line.
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
    /// The number with a readable number of digits.
    var brief: String {
        let tenths = Int((self * 10).rounded())
        return self >= 9.95 || tenths.isMultiple(of: 10) ? String(Int(rounded())) : "\(tenths / 10).\(tenths % 10)"
    }
}
