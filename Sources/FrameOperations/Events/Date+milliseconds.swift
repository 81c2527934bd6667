package import FoundationEssentials

extension Date {
    /// The moment as ``RunEvent/timeFormat`` has it, such as `2026-11-22T18:05:00.125Z`, cut to milliseconds.
    ///
    /// A moment that was read from such a text is written as the same text again.
    package var millisecondText: String { nudged.formatted(RunEvent.timeFormat) }

    /// A little later: a Double only comes close to most milliseconds, and what lies just before one would be cut to the one before.
    var nudged: Date { addingTimeInterval(0.000_05) }
}
