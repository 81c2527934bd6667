package import FrameAPI

/// What every part of a run works with.
package struct RunEnvironment: Sendable {
    /// Told every event and how far the run is with it, in order; must not wait.
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
