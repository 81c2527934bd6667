package import FrameAPI

/// What every part of a run works with.
package struct RunEnvironment: Sendable {
    /// Told every event and how far the run is with it, in order; must not wait, and must not read from the run, whose fold is locked
    /// meanwhile.
    package typealias Observer = @Sendable (RunEvent, RunProgress) -> Void

    /// The account.
    package let plane: any ControlPlane
    /// Where the events become durable.
    package let journal: any RunJournal
    /// Keeps the pace of everything that is sent with the credential.
    package let pacer: Pacer
    /// The clock.
    package let time: TimeSource
    /// Where jitter comes from.
    package let random: RandomSource
    /// Triggered when the user wants the run to end.
    package let interruption: StopSwitch
    /// Follows the run.
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

/// The hooks of a run, as the engine knows them: something with a name that is done and ends.
package struct RunHooks: Sendable {
    /// Runs before anything is closed; when it fails, nothing is.
    package var before: (command: String, run: @Sendable (Plan) async -> HookEnd)?
    /// Runs at the end, whatever the end is.
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
