package import FrameAPI

/// The sessions of one pool that are to be closed, counted by their status.
package struct PoolCounts: Sendable, Equatable {
    /// The pool that they were listed in.
    package let pool: PoolID
    /// Its name, if the listing behind the plan gave one.
    package let name: String?
    /// How many are to be closed.
    package internal(set) var targets = 0
    /// How many are gone after a DELETE of this run, by two witnesses.
    package internal(set) var closed = 0
    /// How many are gone without one.
    package internal(set) var alreadyGone = 0
    /// How many had a DELETE that was or may have been carried out, and are not known to be gone.
    package internal(set) var answered = 0
    /// How many had their last DELETE refused or not sent, and are not known to be gone.
    package internal(set) var failed = 0

    init(pool: PoolID, name: String?) {
        self.pool = pool
        self.name = name
    }

    mutating func count(_ phase: SessionProgress.Phase, _ change: Int) {
        switch phase {
        case .seenGone(byUs: true): closed += change
        case .seenGone(byUs: false): alreadyGone += change
        case .answered(.accepted), .answered(.gone), .answered(.unknown): answered += change
        case .answered(.refused), .answered(.denied), .answered(.proxyDenied), .answered(.notSent): failed += change
        case .answered(.throttled), .answered(.busy), .waiting, .closing: break
        }
    }
}
