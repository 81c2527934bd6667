import FrameOperations

/// Three in eight seeds aim at what chance alone seldom brings: each fault in turn while newcomers are closed, and while a
/// run that died is taken up again.
struct Aim {
    private let isAtSweep: Bool
    let fault: Fault

    init?(_ seed: UInt64) {
        guard seed.isMultiple(of: 4) || seed % 8 == 1 else { return nil }
        isAtSweep = seed.isMultiple(of: 4)
        fault = Fault.allCases[Int(seed / 8 % UInt64(Fault.allCases.count))]
    }

    func calamities(_ drawn: Set<Calamity>) -> Set<Calamity> {
        let others: Set<Calamity> = [
            .unauthorized, .forbidden, .journalFails, .interruption, .hookFails, .refusing, .openQuestion,
        ]
        let quiet = drawn.subtracting(others)
        return isAtSweep ? quiet.subtracting([.crash, .secondCrash]).union([.newcomers]) : quiet.union([.crash])
    }

    func apply(to world: inout World) {
        world.settings.failureCeiling = nil
        world.settings.limit = .seconds(3_600)
        world.settings.deadline = .seconds(fault == .throttledHuge ? 900 : 120)
        world.weather = [(fault, 60)]
        if isAtSweep {
            world.sweep = world.seed.isMultiple(of: 16) ? .untilEmpty : .rounds(3)
            // Half of the time there is room for few or none.
            world.ceilings =
                (world.seed / 16).isMultiple(of: 2)
                ? Ceilings() : Ceilings(sessions: world.size + Int(world.seed / 32 % 3))
            world.criteria = SelectionCriteria()
            // What goes before goes well, so that there is a sweep.
            world.stormy = fault.happens(to: .delete) ? 0..<0 : 30..<120
            world.stormyPhase = .sweeping
        } else {
            world.deathAt = [8 + Int(world.seed % 30)]
            world.stormy = 8..<60
        }
    }
}
