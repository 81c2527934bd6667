import FrameAPI

extension Rounds {
    /// Targets that a listing showed as closable, that have attempts left, and that are not known to be closing; including those that the
    /// service does not know by its own answer. In addition, the first check of a resumed run includes all leftover ones.
    func resendable(in result: ListingCheck.Result, takingUp: Bool) -> [SessionID] {
        guard !closer.halt.isThrown else { return [] }
        return log.read { state in
            state.targets.lazy.map(\.id).filter { id in
                guard result.closable.contains(id), let session = state.sessions[id],
                    session.attempts - session.attemptsBefore < settings.attempts
                else { return false }
                switch session.phase {
                case .waiting: return true
                case .answered(.unknown): return session.looksWhenAnswered < state.looks
                // Each time a few checks later, because the listing may be outdated.
                case .answered(.gone): return session.looksWhenAnswered + session.attempts <= state.looks
                case .answered(.refused), .answered(.denied), .answered(.throttled), .answered(.busy),
                    .answered(.notSent),
                    .answered(.proxyDenied):
                    return takingUp
                case .closing, .answered(.accepted), .seenGone: return false
                }
            }
        }
    }

    /// Whether a target that is not known to be gone may be closing: the service accepted it, or may have, or does not know it and is to be
    /// asked again.
    var someMayBeClosing: Bool {
        log.read { state in
            state.sessions.values.contains { session in
                guard !session.isSeenGone else { return false }
                return session.mayHaveActed
                    || session.phase == .answered(.gone)
                        && session.attempts - session.attemptsBefore < settings.attempts
            }
        }
    }

    /// How many targets have failed finally, according to the last listing: refused, or tried as often as allowed.
    var failedCount: Int {
        guard settings.failureCeiling != nil else { return 0 }
        return log.read { state in
            state.sessions.values.count { session in
                switch session.phase {
                case .answered(.refused), .answered(.denied): true
                case .answered(.unknown), .answered(.gone), .answered(.notSent), .answered(.proxyDenied):
                    session.attempts - session.attemptsBefore >= settings.attempts
                        && session.looksWhenAnswered < state.looks
                default: false
                }
            }
        }
    }

    /// Newcomers that may be closed: as the confirmation says, and within the limits.
    ///
    /// A counted round begins only when the round before is done.
    func sweepable(in result: ListingCheck.Result, isSettled: Bool, isLate: Bool) -> [Plan.Target] {
        let isDue =
            switch sweep {
            case .none: false
            case .rounds(let count): log.read { $0.sweeps < count && (isSettled || $0.leftCount == 0) }
            case .untilEmpty: !isLate
            }
        return isDue ? Array(result.joined.prefix(sweepRoom)) : []
    }

    private var sweepRoom: Int {
        log.read { state in
            let allowed = settings.mostTargets.map { max(0, $0 - state.targets.count) } ?? .max
            return min(state.sweepRoom, allowed)
        }
    }

    /// Makes newcomers targets, first in the log.
    func recordSweep(of joined: [Plan.Target]) {
        let round = log.read { $0.sweeps } + 1
        let piece = RunEvent.Fact.piece
        for start in stride(from: 0, to: joined.count, by: piece) {
            log.note(.sweeping(Sweeping(round: round, targets: Array(joined.dropFirst(start).prefix(piece)))))
        }
    }
}
