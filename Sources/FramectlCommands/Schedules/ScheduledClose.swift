import ArgumentParser
import FrameAPI
import FrameOperations

/// The `close` that a schedule makes, as its options say it again.
struct ScheduledClose {
    let selection: SelectionOptions
    let ceilings: CeilingOptions
    let sweep: SweepOptions
    let reason: String
    let pace: PaceOptions
    let verification: VerificationOptions
    let hooks: HookOptions
    let journal: String
    let window: StartWindow
    /// How long reads are repeated that fail in passing.
    let retryFor: DurationArgument
    let settings: ScheduledSettings

    /// The command and its options. What `close` does anyway is left out, except for the ceiling, which is always said.
    func arguments() throws -> [String] {
        var words = Words()
        words.add("--yes")
        words.add("--max-sessions", ceilings.maxSessions)
        words.add("--max-percent", ceilings.maxPercent?.text)
        words.add("--between", window.text)
        words.add("--retry-for", retryFor)
        words.add("--reason", reason)
        for pool in selection.pool { words.add("--pool", pool) }
        for kind in selection.kind { words.add("--kind", kind) }
        for session in selection.session { words.add("--session", session) }
        for pool in selection.excludePool { words.add("--exclude-pool", pool) }
        for session in selection.excludeSession { words.add("--exclude-session", session) }
        if selection.ignoreNotFound { words.add("--ignore-not-found") }
        words.add("--sweep", sweep.sweep)
        if sweep.untilEmpty { words.add("--until-empty") }
        try addPace(to: &words)
        words.add("--before", hooks.before)
        words.add("--after", hooks.after)
        let usual = try HookOptions.parse([]).hookLimit
        if hooks.hookLimit.duration != usual.duration { words.add("--hook-limit", hooks.hookLimit) }
        words.add("--journal", journal)
        for option in settings.options { words.add(option.name, option.value) }
        return ["close"] + words.list
    }

    private func addPace(to words: inout Words) throws {
        let usual = try PaceOptions.parse([])
        if pace.concurrency != usual.concurrency { words.add("--concurrency", pace.concurrency) }
        words.add("--rate", pace.rate)
        if pace.deadline.duration != usual.deadline.duration { words.add("--deadline", pace.deadline) }
        if pace.timeLimit.duration != usual.timeLimit.duration { words.add("--time-limit", pace.timeLimit) }
        words.add("--max-failures", pace.maxFailures?.text)
        if verification.verify != .sample { words.add("--verify", verification.verify.rawValue) }
    }
}

/// Options on their way to a command line.
private struct Words {
    private(set) var list: [String] = []

    mutating func add(_ flag: String) {
        list.append(flag)
    }

    mutating func add(_ option: String, _ value: DurationArgument) {
        add(option, value.text)
    }

    mutating func add(_ option: String, _ value: (some CustomStringConvertible)?) {
        guard let value else { return }
        // A value that looks like an option would be taken for one.
        if value.description.begins(with: "-") {
            list.append("\(option)=\(value.description)")
        } else {
            list += [option, value.description]
        }
    }
}
