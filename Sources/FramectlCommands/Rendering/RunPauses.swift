import FoundationEssentials
import FrameOperations

/// Consecutive pauses of a run in its log, as one: overlapping ones are counted once.
struct RunPauses {
    let first: Date
    private var count = 0
    private var intervals: [(begin: Date, end: Date)] = []
    private var detail = ""

    /// Begins with a pause.
    init(_ pause: Throttled, at time: Date) {
        first = time
        add(pause, at: time)
    }

    mutating func add(_ pause: Throttled, at time: Date) {
        (count, detail) = (count + 1, pause.detail)
        let end = time.addingTimeInterval(pause.seconds)
        if let last = intervals.last, time <= last.end {
            intervals[intervals.count - 1].end = max(last.end, end)
        } else {
            intervals.append((time, end))
        }
    }

    /// How many there were, and how long nothing was sent.
    ///
    /// - Parameter end: The end of the run, which ends them too; `nil` when it is later.
    /// - Returns: The words.
    func words(endingBy end: Date?) -> String {
        let seconds = intervals.reduce(0) { sum, interval in
            sum + max(0, min(interval.end, end ?? interval.end).timeIntervalSince(interval.begin))
        }
        return "paused \(count == 1 ? "" : "\(count) times, ")for \(Int(seconds.rounded(.up))) s: \(detail)"
    }
}

extension RunPauses? {
    mutating func add(_ pause: Throttled, at time: Date) {
        if self?.add(pause, at: time) == nil { self = RunPauses(pause, at: time) }
    }
}
