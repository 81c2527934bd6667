/// A part of a run. The parts are taken in order, each once the one before lets it.
struct RunStep {
    /// What a resumed run knows it by.
    enum Name {
        /// The hook before the close.
        case before
        /// Closing and verifying.
        case close
    }

    let name: Name
    /// Whether a resumed run takes it again although its log says that it is done.
    let isRepeated: Bool
    /// Does it, until the switch is triggered; says whether the next may begin.
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

    /// Whether it has to be taken in a run that is in this state.
    func isDue(in state: RunState) -> Bool { isRepeated || !state.hasTaken(name) }
}

extension RunState {
    /// Whether a step was taken to its end, by this process or one before.
    func hasTaken(_ step: RunStep.Name) -> Bool {
        switch step {
        case .before: hooks.contains { $0.moment == .before && $0.end?.succeeded == true }
        case .close: finished != nil && isAllGone
        }
    }
}
