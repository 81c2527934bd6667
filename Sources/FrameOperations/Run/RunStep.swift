/// A part of a run. The parts are performed in order; each decides whether the next may begin.
struct RunStep {
    /// The name by which a resumed run knows it.
    enum Name {
        /// The hook before the close.
        case before
        /// Closing and verifying.
        case close
    }

    let name: Name
    /// Whether a resumed run repeats it although the log says that it is done.
    let isRepeated: Bool
    /// Performs it, until the stop signal is triggered; returns whether the next may begin.
    let work: (StopSwitch) async throws(OperationsError) -> Bool

    init(
        _ name: Name,
        isRepeated: Bool,
        _ work: @escaping (StopSwitch) async throws(OperationsError) -> Bool
    ) {
        self.name = name
        self.isRepeated = isRepeated
        self.work = work
    }

    /// Whether it has to be performed in a run in this state.
    func isDue(in state: RunState) -> Bool { isRepeated || !state.hasTaken(name) }
}

extension RunState {
    /// Whether a step was completed, by this process or an earlier one.
    func hasTaken(_ step: RunStep.Name) -> Bool {
        switch step {
        case .before: hooks.contains { $0.moment == .before && $0.end?.succeeded == true }
        case .close: finished != nil && isAllGone
        }
    }
}
