package import FrameAPI

/// The environment of every part of a run.
package struct RunEnvironment: Sendable {
    /// Receives every event with the progress of the run, in order; must not block, and must not read from the run, which is locked
    /// meanwhile.
    package typealias Observer = @Sendable (RunEvent, RunProgress) -> Void

    /// The account.
    package let plane: any ControlPlane
    /// Makes the events durable.
    package let journal: any RunJournal
    /// Keeps the pace of all requests with the credential.
    package let pacer: Pacer
    /// The clock.
    package let time: TimeSource
    /// The source of jitter.
    package let random: RandomSource
    /// Triggered when the user interrupts the run.
    package let interruption: StopSwitch
    /// Observes the run.
    package let observe: Observer

    /// Makes an environment.
    package init(
        plane: any ControlPlane,
        journal: any RunJournal,
        pacer: Pacer,
        time: TimeSource,
        random: RandomSource,
        interruption: StopSwitch,
        observe: @escaping Observer
    ) {
        self.plane = plane
        self.journal = journal
        self.pacer = pacer
        self.time = time
        self.random = random
        self.interruption = interruption
        self.observe = observe
    }
}

/// The hooks of a run, as the engine knows them: a named operation with an end.
package struct RunHooks: Sendable {
    /// Runs before anything is closed; when it fails, nothing is.
    package var before: (command: String, run: @Sendable (Plan) async -> HookEnd)?
    /// Runs at the end, also after a failure.
    package var after: (command: String, run: @Sendable (Report) async -> HookEnd)?

    /// Makes hooks.
    package init(
        before: (command: String, run: @Sendable (Plan) async -> HookEnd)? = nil,
        after: (command: String, run: @Sendable (Report) async -> HookEnd)? = nil
    ) {
        self.before = before
        self.after = after
    }
}
