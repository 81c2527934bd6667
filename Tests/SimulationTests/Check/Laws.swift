import FrameAPI
import FrameOperations

/// Everything that must hold in every world, read from the tape: what the network and the service saw against what the log says.
struct Laws {
    let run: SimulatedRun

    init(_ run: SimulatedRun) {
        self.run = run
    }

    /// What is broken, in words; empty when nothing is.
    func breaches() -> [String] {
        let sending = SendingLaws(run)
        let telling = TellingLaws(run)
        let gone = GoneLaws(run)
        return sending.withoutConsent() + sending.outsideScope() + sending.notDurable() + sending.blind()
            + sending.afterRefusal() + sending.rashStops() + sending.whilePaused() + sending.afterInterruption()
            + sending.tooManyAtOnce() + sending.tooOften() + gone.claims() + gone.completeReports()
            + gone.falselyThere() + telling.unlisted()
            + telling.miscounted() + telling.fold() + telling.secrets() + telling.endings()
    }
}

extension SimulatedRun {
    /// The number and the session of each DELETE that was sent, with what stood on the tape before.
    func forEachDelete(_ body: (_ index: Int, _ session: String, _ entry: Tape.Entry) -> Void) {
        for (index, entry) in tape.enumerated() {
            if case .sent(_, .delete, let session?, _) = entry.what { body(index, session, entry) }
        }
    }

    /// Whether a session in a pool is what was asked for, by the pools that a listing showed; worked out without the engine.
    func isSelected(_ shown: Tape.Shown, pools: [String: String?]) -> Bool {
        guard let id = shown.id, let pool = shown.pool, let listed = pools[pool], let kind = listed else {
            return false
        }
        let criteria = world.criteria
        guard criteria.kinds.contains(where: { $0.lowercased() == kind.lowercased() }) else { return false }
        guard criteria.pools.isEmpty || criteria.pools.contains(pool) else { return false }
        guard !criteria.excludedPools.contains(pool), !criteria.excludedSessions.contains(SessionID(id)) else {
            return false
        }
        return criteria.sessions?.contains(SessionID(id)) ?? true
    }
}
