import DeterministicTesting
import FrameAPI
import FrameOperations

extension World {
    /// What becomes of DELETEs.
    enum Deletes: Sendable, Equatable {
        case carriedOut
        /// 2xx, and nothing happens, to such a share of the sessions in percent.
        case hollow(percent: Int)
        /// The same to all but the first few.
        case hollowAfter(Int)
        /// Each is answered with this status.
        case refused(status: Int)
    }

    /// When those no longer answer whose DELETE had no effect.
    enum Silence: Sendable { case never, always, afterOneAnswer }

    /// Listings that hide sessions for a moment.
    struct BriefLie: Sendable {
        let fault: Fault
        /// The first listing after the plan that lies, from 1.
        let listing: Int
        /// How long listings go on lying: always less than two witnesses are apart.
        let length: Duration
    }

    static let honesties: [Honesty] = [.ofSessions, .ofSessions, .ofBoth, .ofBoth, .ofBoth, .ofListings]

    /// Whether there are single sessions to be asked.
    var hasSessionEndpoint: Bool { !calamities.contains(.noSessionEndpoint) }

    /// Draws the lies, and what they go with.
    mutating func makeLies(_ dice: inout SeededGenerator) {
        if honesty == .ofBoth, dice.chance(60) {
            briefLie = BriefLie(
                fault: dice.pick(Fault.allCases.filter(\.hides)),
                listing: 1 + dice.next(below: 4),
                length: .milliseconds(dice.pick([0, 500, 1_900]))
            )
        }
        if dice.chance(honesty == .ofBoth ? 20 : 50) {
            let lies = Fault.allCases.filter { fault in
                switch honesty {
                case .ofSessions: fault.isLieOfListing
                case .ofBoth: fault.hidesOpenly
                case .ofListings: fault.isLieOfSession
                }
            }
            weather.insert((dice.pick(lies), dice.pick([10, 60, 100])), at: Aim(seed) == nil ? 0 : weather.endIndex)
        }
        liesFromTheStart = dice.chance(50)
        if dice.chance(20) { weather.append((dice.pick(Self.silences), dice.pick([30, 100]))) }
        if calamities.contains(.hollow) { deletes = .hollow(percent: dice.pick([40, 100, 100])) }
        if calamities.contains(.refusing) { deletes = .refused(status: dice.pick([403, 404, 404, 409, 500])) }
        if calamities.contains(.forbiddenSessions) { forbiddenPercent = dice.pick([10, 40]) }
        if calamities.contains(.departures) {
            for number in 1...24 where dice.chance(20) {
                leavesAt["s-\(number)"] = .milliseconds(dice.next(below: 15_000))
            }
        }
        ignoresNotFound = dice.chance(40)
        if dice.chance(40) {
            settings.pollInterval = .milliseconds(dice.pick([300, 2_000]))
            settings.requestsPerPoll = dice.pick([1, 3, 10])
        }
        makeSample(&dice)
        guard honesty == .ofSessions else { return }
        // Sessions answer in time only where nothing makes them wait.
        weather.removeAll { Self.delays.contains($0.fault) }
        (settings.rate, settings.concurrency) = (nil, max(4, settings.concurrency))
        latency = latency.clamped(to: 1...80)
    }

    private static let delays: Set<Fault> = [
        .throttledSeconds, .throttledDate, .throttledZero, .throttledAbsent, .throttledNonsense, .throttledHuge,
        .forbiddenFor,
        .unavailableFor,
    ]

    /// How many of the missing are asked for. A few of many only where an accepted DELETE has the same effect on all: see ``Honesty``.
    private mutating func makeSample(_ dice: inout SeededGenerator) {
        let uneven: Set<Calamity> = [.lingering, .stuck]
        let isEven =
            calamities.isDisjoint(with: uneven) && !weather.contains { [.html, .wrongShape].contains($0.fault) }
            && deletes != .hollow(percent: 40)
        let mayHide = briefLie != nil || honesty == .ofSessions
        settings.sample = dice.pick(isEven || !mayHide ? [1, 2, 4, 64, nil] : [64, nil])
    }

    /// What single sessions answer that settles nothing.
    static let silences: [Fault] = [.otherSession, .noState, .notFoundPage, .forbiddenSession, .internalError]

    /// A number that stays the same for a session, below a limit.
    func number(of session: String, below limit: Int) -> Int {
        var hash = seed &+ 0xCBF2_9CE4_8422_2325
        for byte in session.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var dice = SeededGenerator(hash)
        return dice.next(below: limit)
    }

    /// Whether the credential may not close a session.
    func isForbidden(_ session: String) -> Bool { number(of: session, below: 100) < forbiddenPercent }
}
