import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameSimulator

/// Everything that a seed decides beforehand: an account, what goes wrong, and how somebody goes about closing it.
struct World: Sendable {
    let seed: UInt64
    let scenario: FrameSimulator.Scenario
    let account: AccountID
    let honesty: Honesty
    /// Faults that are about, each with its share of the requests in percent.
    var weather: [(fault: Fault, percent: Int)] = []
    /// From which request on, and up to which, faults happen.
    var stormy: Range<Int> = 0..<Int.max
    /// A phase in which they always may.
    var stormyPhase: Phase?
    var calamities: Set<Calamity> = []
    var criteria = SelectionCriteria()
    var settings = RunSettings()
    var sweep = Sweep.none
    var ceilings = Ceilings()
    var hasHooks = false
    /// The request that is the first to be refused.
    var revokedAt = Int.max
    /// The moment after which pools are listed otherwise.
    var poolsChangeAt: Duration = .seconds(1_000_000)
    var interruptAt: Duration?
    /// The event with which the process dies, of the first process and of the second.
    var deathAt: [Int] = []
    /// The event that is the first not to be written.
    var journalEndsAt = Int.max
    var journalDelay: Duration = .zero
    var latency: ClosedRange<Int> = 1...80
    /// What listings hide for a moment, and when.
    var briefLie: BriefLie?
    /// What becomes of DELETEs.
    var deletes = Deletes.carriedOut
    var silence = Silence.never
    /// The share of sessions, in percent, of which the credential may close none.
    var forbiddenPercent = 0
    /// When sessions end by themselves.
    var leavesAt: [String: Duration] = [:]
    /// Whether the listings behind the plan lie as well.
    var liesFromTheStart = false
    var ignoresNotFound = false

    static let clientID = "00000000-0000-4000-8000-00000000aaaa.img.frame.nutanix.com"
    static let secret = "51e7c0ffee51e7c0ffee51e7c0ffee51e7c0ffee"

    /// The kinds of the pools, by id, as the service lists them at first.
    static let kinds: [(id: String, kind: String?)] = [
        ("prod-a", "production"), ("prod-b", "Production"), ("box", "sandbox"), ("tool", "utility"), ("odd", "test-9"),
        ("none", nil),
    ]

    init(_ seed: UInt64) throws {
        self.seed = seed
        var dice = SeededGenerator(seed)
        account = "acc-1"
        calamities = Self.calamities(&dice)
        let (aim, trial) = (Aim(seed), Trial(seed))
        calamities = aim?.calamities(calamities) ?? trial?.calamities(calamities) ?? calamities
        // Dice of their own, so that the world beneath stays what it was.
        var lieDice = SeededGenerator(seed &+ 0x11E5)
        honesty = aim.map { Honesty(allowing: $0.fault) } ?? trial?.honesty ?? lieDice.pick(Self.honesties)
        if honesty == .ofSessions { calamities.subtract([.rateLimit, .noSessionEndpoint, .departures]) }
        scenario = try FrameSimulator.Scenario.decode(Array(Self.json(&dice, calamities).utf8))
        makeWeather(&dice)
        makeRequest(&dice)
        makeFate(&dice)
        aim?.apply(to: &self)
        makeLies(&lieDice)
        trial?.apply(to: &self)
    }

    /// How many sessions the production pools have at first.
    var size: Int {
        scenario.accounts[0].pools.filter { pool in
            if case .text(let kind) = pool.kind { kind.lowercased() == "production" } else { false }
        }.reduce(0) { count, pool in
            if case .listed(let sessions) = pool.sessions { count + sessions.count } else { count }
        }
    }

    /// The sessions that the pools have at first.
    var firstRows: [Tape.Shown] {
        scenario.accounts[0].pools.flatMap { pool -> [Tape.Shown] in
            guard case .listed(let sessions) = pool.sessions, case .text(let poolID)? = pool.externalID else {
                return []
            }
            return sessions.map { session in
                if case .text(let id)? = session.id {
                    Tape.Shown(id: id, pool: poolID)
                } else {
                    Tape.Shown(id: nil, pool: poolID)
                }
            }
        }
    }

    private static func calamities(_ dice: inout SeededGenerator) -> Set<Calamity> {
        var result: Set<Calamity> = []
        let shares: [(Calamity, Int)] = [
            (.rateLimit, 12), (.lingering, 35), (.stuck, 20), (.newcomers, 50), (.kindChanges, 15), (.poolVanishes, 15),
            (.skew, 15), (.unauthorized, 7), (.forbidden, 7), (.journalFails, 7), (.crash, 35), (.secondCrash, 15),
            (.interruption, 15), (.hookFails, 3), (.hollow, 15), (.refusing, 8), (.forbiddenSessions, 12),
            (.departures, 20), (.oddRows, 10), (.noSessionEndpoint, 25), (.undated, 6), (.openQuestion, 8),
        ]
        for (calamity, percent) in shares where dice.chance(percent) { result.insert(calamity) }
        if !result.contains(.crash) { result.remove(.secondCrash) }
        return result
    }

    private mutating func makeWeather(_ dice: inout SeededGenerator) {
        guard dice.chance(80) else { return }
        let count = dice.pick([1, 1, 2, 3, 6])
        for _ in 0..<count {
            weather.append((dice.pick(Fault.allCases), dice.pick([3, 10, 30, 60])))
        }
        if dice.chance(60) {
            let start = dice.next(below: 20)
            stormy = start..<start + 5 + dice.next(below: 60)
        }
    }

    private mutating func makeRequest(_ dice: inout SeededGenerator) {
        if dice.chance(15) {
            criteria.kinds = dice.pick([["production", "sandbox"], ["sandbox"], ["utility", "PRODUCTION"]])
        }
        if dice.chance(10) { criteria.pools = ["prod-a"] }
        if dice.chance(10) { criteria.excludedPools = ["prod-b"] }
        if dice.chance(10) { criteria.sessions = ["s-1", "s-2", "s-404", "s-20"] }
        if dice.chance(10) { criteria.excludedSessions = ["s-1", "s-3"] }
        settings.concurrency = dice.pick([1, 2, 4, 8, 32])
        settings.attempts = 1 + dice.next(below: 4)
        settings.deadline = .seconds(10 + dice.next(below: 120))
        if dice.chance(10) { settings.rate = dice.pick([0.7, 5, 40]) }
        if dice.chance(10) { settings.failureCeiling = dice.pick([.count(0), .count(2), .percent(10)]) }
        if dice.chance(5) { settings.limit = .seconds(dice.next(below: 20)) }
        if dice.chance(55) { sweep = dice.pick([.rounds(1), .rounds(3), .untilEmpty]) }
        if dice.chance(15) { ceilings.sessions = 10 + dice.next(below: 40) }
        if dice.chance(10) { ceilings.percent = 50 + dice.next(below: 50) }
        hasHooks = dice.chance(20) || calamities.contains(.hookFails)
    }

    private mutating func makeFate(_ dice: inout SeededGenerator) {
        latency = dice.pick([1...5, 1...80, 200...900])
        journalDelay = .milliseconds(dice.pick([0, 0, 3, 60]))
        if !calamities.isDisjoint(with: [.unauthorized, .forbidden]) { revokedAt = 1 + dice.next(below: 40) }
        if !calamities.isDisjoint(with: [.kindChanges, .poolVanishes]) {
            poolsChangeAt = .milliseconds(dice.next(below: 8_000))
        }
        if calamities.contains(.interruption) { interruptAt = .milliseconds(dice.next(below: 20_000)) }
        if calamities.contains(.crash) { deathAt.append(1 + dice.next(below: 60)) }
        if calamities.contains(.secondCrash) { deathAt.append((deathAt.first ?? 0) + 1 + dice.next(below: 30)) }
        if calamities.contains(.journalFails) { journalEndsAt = 1 + dice.next(below: 80) }
    }

    private static func json(_ dice: inout SeededGenerator, _ calamities: Set<Calamity>) -> String {
        var number = 0
        let pools = kinds.map { pool in
            let count = pool.id.hasPrefix("prod") ? 1 + dice.next(below: 16) : dice.next(below: 4)
            let sessions = (0..<count).map { _ in
                number += 1
                // Ids as the service has them, and as it may have them.
                return dice.chance(10) ? #"{"id": "gateway-prod.a%\#(number) é"}"# : #"{"id": "s-\#(number)"}"#
            }
            var members = [
                #""name": "Pool \#(pool.id)""#, #""external_id": "\#(pool.id)""#,
                #""kind": \#(pool.kind.map { "\"\($0)\"" } ?? "null")"#,
                #""max_servers": 40"#, #""sessions": [\#(sessions.joined(separator: ","))]"#,
            ]
            if calamities.contains(.newcomers), pool.id != "none", dice.chance(60) {
                let times = (0..<1 + dice.next(below: 4)).map { _ in "\(Double(dice.next(below: 200)) / 10)" }
                let origin = dice.pick(["start", "first_delete"])
                members.append(
                    #""arrivals": {"at_seconds": [\#(times.joined(separator: ","))], "after": "\#(origin)"}"#
                )
            }
            return "{\(members.joined(separator: ","))}"
        }
        var lost = [#"{"id": "lost-1", "pool_id": "nowhere"}"#]
        if calamities.contains(.oddRows) {
            lost += [#"{"id": null, "pool_id": "prod-a"}"#, #"{"id": "lost-2", "pool_id": null}"#]
        }
        var members = [
            #""name": "world""#, #""about": "drawn from a seed""#,
            #""credentials": [{"client_id": "\#(clientID)", "client_secret": "\#(secret)"}]"#,
            #""organizations": [{"id": "org-1", "name": "Contoso"}]"#,
            #""accounts": [{"id": "acc-1", "name": "Contoso Training", "organization_id": "org-1", "pools": [\#(pools.joined(separator: ","))], "#
                + #""sessions": [\#(lost.joined(separator: ","))]}]"#,
            #""close_answer": "\#(dice.pick(["json", "empty", "no-content"]))""#,
        ]
        if calamities.contains(.lingering) {
            members.append(#""closing_seconds": {"min": 0, "max": \#(dice.pick([1, 8, 40]))}"#)
        }
        if calamities.contains(.stuck) { members.append(#""stuck_percent": \#(dice.pick([5, 30]))"#) }
        if calamities.contains(.skew) { members.append(#""clock_skew_seconds": \#(dice.pick([-200, 40, 250, 400]))"#) }
        if calamities.contains(.rateLimit) {
            members.append(
                #""rate_limit": {"per_second": \#(dice.pick([2, 5, 15])), "retry_after": \#(dice.pick(["1", "2"]))}"#
            )
        }
        return "{\(members.joined(separator: ","))}"
    }
}
