import FrameOperations

/// Half of the seeds aim at what chance alone seldom brings: each fault in turn while newcomers are closed, while a run that
/// died is taken up again, and while the plan is made.
struct Aim {
    private let phase: Phase
    let fault: Fault

    init?(_ seed: UInt64) {
        switch seed % 8 {
        case 0, 4: phase = .sweeping
        case 1: phase = .resuming
        case 5: phase = .planning
        default: return nil
        }
        fault = Fault.allCases[Int(seed / 8 % UInt64(Fault.allCases.count))]
    }

    func calamities(_ drawn: Set<Calamity>) -> Set<Calamity> {
        let others: Set<Calamity> = [
            .unauthorized, .forbidden, .journalFails, .interruption, .hookFails, .refusing, .openQuestion,
        ]
        let quiet = drawn.subtracting(others)
        return switch phase {
        case .sweeping: quiet.subtracting([.crash, .secondCrash]).union([.newcomers])
        case .resuming: quiet.union([.crash])
        default: quiet
        }
    }

    func apply(to world: inout World) {
        world.settings.failureCeiling = nil
        world.settings.limit = .seconds(3_600)
        world.settings.deadline = .seconds(fault == .throttledHuge ? 900 : 120)
        world.weather = [(fault, 60)]
        switch phase {
        case .sweeping:
            world.sweep = world.seed.isMultiple(of: 16) ? .untilEmpty : .rounds(3)
            // Half of the time there is room for few or none.
            world.ceilings =
                (world.seed / 16).isMultiple(of: 2)
                ? Ceilings() : Ceilings(sessions: world.size + Int(world.seed / 32 % 3))
            world.criteria = SelectionCriteria()
            // What goes before goes well, so that there is a sweep.
            world.stormy = fault.happens(to: .delete) ? 0..<0 : 30..<120
            world.stormyPhase = .sweeping
        case .resuming:
            world.deathAt = [8 + Int(world.seed % 30)]
            world.stormy = 8..<60
        default:
            world.stormy = 0..<0
            world.stormyPhase = phase
        }
    }
}
