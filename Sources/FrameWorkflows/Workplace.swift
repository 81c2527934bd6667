package import FrameAPI
package import FrameOperations

/// The environment of a workflow: an account, a journal, and the surroundings of the process.
package struct Workplace: Sendable {
    /// The account.
    package let account: ServiceAccount
    /// The store of runs.
    package let journal: any RunStore
    /// The process that does the work, and its user.
    package let origin: Origin
    /// Removes secrets from a text before it is stored.
    package let redact: @Sendable (String) -> String
    /// The clock.
    package let time: TimeSource
    /// The source of random numbers.
    package let random: RandomSource
    /// Triggered when the user interrupts. Before a run has begun nothing is left behind.
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
