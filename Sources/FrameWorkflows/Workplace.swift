package import FrameAPI
package import FrameOperations

/// What a workflow works with, whoever asked for it: an account, a journal, and the world around the process.
package struct Workplace: Sendable {
    /// The account.
    package let account: ServiceAccount
    /// Where runs are kept.
    package let journal: any RunStore
    /// The process that does the work, and for whom.
    package let origin: Origin
    /// Takes what is secret out of a text that is kept.
    package let redact: @Sendable (String) -> String
    /// The clock.
    package let time: TimeSource
    /// Where random numbers come from.
    package let random: RandomSource
    /// Triggered when the user wants the work to end. Before a run has begun nothing is left behind.
    package let interruption: StopSwitch

    /// Makes a workplace.
    package init(
        account: ServiceAccount,
        journal: any RunStore,
        origin: Origin,
        redact: @escaping @Sendable (String) -> String,
        time: TimeSource,
        random: RandomSource,
        interruption: StopSwitch = StopSwitch()
    ) {
        self.account = account
        self.journal = journal
        self.origin = origin
        self.redact = redact
        self.time = time
        self.random = random
        self.interruption = interruption
    }
}
