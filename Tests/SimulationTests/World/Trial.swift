import FrameOperations

/// An eighth of the seeds tries one witness: DELETEs that have no effect or are refused, and one kind of lie that goes on. Nothing else
/// goes wrong there, so that it is that witness on whom everything rests.
struct Trial {
    private enum Kind: UInt64, CaseIterable {
        /// Listings hide those whose DELETE was refused, among many that are gone, of whom few are asked.
        case refused
        /// Listings hide everybody for a moment, and the few that are asked say nothing.
        case silent
        /// Listings hide everybody and show that they do, and nobody can be asked.
        case open
        /// Listings hide everybody, and everybody can be asked.
        case hidden
        /// A few are gone, the others neither listed for a moment nor answering, and of those who are asked there are more than the few.
        case half
        /// Listings hide everybody, and each says once that it is live, and nothing more.
        case once
    }

    private let kind: Kind
    private let seed: UInt64

    init?(_ seed: UInt64) {
        let kinds = UInt64(Kind.allCases.count)
        guard seed % 8 == 2, let kind = Kind(rawValue: seed / 8 % kinds) else { return nil }
        self.kind = kind
        self.seed = seed / 8 / kinds
    }

    var honesty: Honesty { [.refused, .hidden, .once].contains(kind) ? .ofSessions : .ofBoth }

    func calamities(_ drawn: Set<Calamity>) -> Set<Calamity> {
        let kept = drawn.intersection([.newcomers, .kindChanges, .poolVanishes, .skew, .undated, .crash])
        switch kind {
        case .open: return kept.union([.noSessionEndpoint])
        // Who was told, and died before it was written down, takes it along.
        case .once: return kept.subtracting([.crash])
        case .refused, .silent, .hidden, .half: return kept
        }
    }

    func apply(to world: inout World) {
        world.settings.failureCeiling = nil
        world.settings.limit = .seconds(3_600)
        world.stormy = 0..<Int.max
        world.liesFromTheStart = false
        world.briefLie = nil
        world.deletes = .hollow(percent: 100)
        let hiding = pick(Fault.allCases.filter(\.hides))
        switch kind {
        case .refused:
            world.deletes = .carriedOut
            world.settings.sample = 1 + Int(seed % 2)
            world.weather = [(hiding, 100), (.conflict, 40)]
        case .silent:
            world.settings.sample = 1 + Int(seed % 2)
            world.briefLie = World.BriefLie(fault: hiding, listing: 1, length: .milliseconds(1_900))
            world.weather = [(pick(World.silences), 50)]
        case .open: world.weather = [(pick(Fault.allCases.filter(\.hidesOpenly)), 100)]
        case .hidden:
            world.settings.sample = 64
            world.weather = [(hiding, 100)]
        case .half:
            world.settings.sample = 4
            world.deletes = .hollowAfter(3)
            world.silence = .always
            world.briefLie = World.BriefLie(
                fault: seed % 2 == 0 ? .nobody : .hidesProduction,
                listing: 1,
                length: .milliseconds(1_900)
            )
            world.weather = []
        case .once:
            world.silence = .afterOneAnswer
            world.weather = [(hiding, 100)]
        }
    }

    private func pick(_ faults: [Fault]) -> Fault { faults[Int(seed % UInt64(faults.count))] }
}
