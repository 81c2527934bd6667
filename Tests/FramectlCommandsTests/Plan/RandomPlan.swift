import DeterministicTesting
import Foundation
import FrameAPI
import FrameSettings

@testable import FrameOperations

/// Plans of accounts whose names, ids and kinds are as odd as texts can be.
enum RandomPlan {
    /// Stands in some of the texts, and is to be hidden.
    static let secret = "s3cr3t"

    /// Texts that writers and readers of JSON stumble over.
    static let texts = [
        "production", "Hall \(secret)", "Room \"3\"", "back\\slash", "a/b", "tab\tline\nend\r\n", "nul\u{0}", "é",
        "e\u{301}", "\"\u{301}", "\u{FFFD}", "\u{FEFF}mark", "\u{2028}\u{2029}", "\u{202E}rtl", "emoji 👩‍👩‍👧",
        "\u{7F}\u{80}\u{9F}", "\u{1F}", "",
        " ", "<redacted>", "\\u0041", "null", "0", "1e3", "\u{10FFFF}", "\u{FFFE}", "教室", "ﬁ", "{\"a\":1}", "/*",
        "é\u{0}",
    ]

    static func plan(_ seed: Int) -> Plan? {
        var dice = SeededGenerator(UInt64(seed))
        func text() -> String { dice.pick(texts) + (dice.chance(30) ? dice.pick(texts) : "") }
        func pool() -> PoolID { dice.pick(["a", "b", "c", "d", "", "é", "e\u{301}", PoolID(dice.pick(texts))]) }
        func session(_ number: Int) -> SessionID { SessionID("\(dice.chance(20) ? text() : "s")-\(number)") }
        let kinds: [String?] = ["production", "Production", "production", "sandbox", nil, text()]
        var pools = (0..<dice.next(below: 6)).map { _ in
            // The same id may come again, of another kind: then the listing contradicts itself.
            Pool(id: dice.chance(90) ? pool() : nil, kind: dice.pick(kinds), name: dice.chance(70) ? text() : nil)
        }
        if dice.chance(90) { pools.append(Pool(id: "a", kind: "production", name: dice.chance(50) ? text() : nil)) }
        let sessions = (0..<dice.next(below: 12)).map { number in
            ActiveSession(
                id: dice.chance(90) ? session(number) : nil,
                poolID: dice.chance(90) ? pool() : nil,
                users: dice.chance(50) ? [text()] : ["u"]
            )
        }
        var criteria = SelectionCriteria()
        if dice.chance(30) { criteria.kinds = ["production", text()] }
        if dice.chance(20) { criteria.pools = ["a"] }
        if dice.chance(20) { criteria.excludedPools = pools.compactMap(\.id?.value).filter { _ in dice.chance(30) } }
        if dice.chance(30) {
            criteria.sessions = Set(sessions.compactMap(\.id).filter { _ in dice.chance(70) } + [session(99)])
        }
        if dice.chance(30) {
            criteria.excludedSessions = Set(sessions.compactMap(\.id).filter { _ in dice.chance(20) })
        }
        if dice.chance(30) { criteria.protections = protections(pools, &dice) }
        return try? Plan(
            subject: PlanSubject(
                account: AccountID(text()),
                accountName: dice.chance(80) ? text() : nil,
                apiURL: "https://h/\(text())",
                clientID: text()
            ),
            snapshot: Snapshot(
                pools: pools,
                sessions: sessions + sessions.filter { _ in dice.chance(10) },
                takenAt: Date(timeIntervalSince1970: Double(dice.next(below: 4_000_000_000_000)) / 1_000.1)
            ),
            criteria: criteria
        )
    }

    private static func protections(_ pools: [Pool], _ dice: inout SeededGenerator) -> Protections {
        var protection = Protection(source: dice.pick(texts), file: "f")
        if dice.chance(50) { protection.pools = pools.prefix(1).compactMap { $0.name ?? $0.id?.value } }
        if dice.chance(50) { protection.kinds = [dice.pick(texts)] }
        if dice.chance(50) { protection.users = [dice.pick(texts), "nobody"] }
        return Protections([protection])
    }
}
