import FrameAPI
import Testing

@testable import FrameOperations

@Suite("The verdict on a listed session")
struct VerdictTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var session = ActiveSession.numbered(1)
        var criteria = SelectionCriteria()
        let verdict: Verdict

        var testDescription: String { name }
    }

    static let pools: [Pool] = [
        .production, .sandbox,
        Pool(id: "loud", kind: "PRODUCTION", name: "Loud"),
        Pool(id: "bare", kind: nil, name: "Bare"),
        Pool(id: "torn", kind: "production"), Pool(id: "torn", kind: "sandbox"),
        Pool(id: nil, kind: "production"),
    ]

    static let cases = [
        Case(name: "a production session", verdict: .close("s001", in: "prod")),
        Case(name: "a kind in other case", session: .numbered(1, in: "loud"), verdict: .close("s001", in: "loud")),
        Case(name: "no id", session: ActiveSession(id: nil, poolID: "prod"), verdict: .skip(.noID)),
        Case(name: "an id with a slash", session: .init(id: "a/b", poolID: "prod"), verdict: .skip(.unsendableID)),
        Case(name: "an id of dots", session: .init(id: "..", poolID: "prod"), verdict: .skip(.unsendableID)),
        Case(name: "an empty id", session: .init(id: "", poolID: "prod"), verdict: .skip(.unsendableID)),
        Case(name: "no pool", session: .numbered(1, in: nil), verdict: .skip(.noPool)),
        Case(name: "an unlisted pool", session: .numbered(1, in: "x"), verdict: .skip(.unknownPool)),
        Case(name: "a pool without a kind", session: .numbered(1, in: "bare"), verdict: .skip(.unknownKind)),
        Case(name: "a pool of two kinds", session: .numbered(1, in: "torn"), verdict: .skip(.contradictory)),
        Case(name: "another kind", session: .numbered(1, in: "sandbox"), verdict: .skip(.otherKind("sandbox"))),
        Case(
            name: "another kind, named with --kind",
            session: .numbered(1, in: "sandbox"),
            criteria: SelectionCriteria(kinds: ["SandBox"]),
            verdict: .close("s001", in: "sandbox")
        ),
        Case(name: "a pool not named", criteria: SelectionCriteria(pools: ["loud"]), verdict: .skip(.poolNotNamed)),
        Case(name: "a pool named", criteria: SelectionCriteria(pools: ["prod"]), verdict: .close("s001", in: "prod")),
        Case(name: "not named", criteria: SelectionCriteria(sessions: ["s002"]), verdict: .skip(.sessionNotNamed)),
        Case(name: "nobody named", criteria: SelectionCriteria(sessions: []), verdict: .skip(.sessionNotNamed)),
        Case(name: "named", criteria: SelectionCriteria(sessions: ["s001"]), verdict: .close("s001", in: "prod")),
        Case(
            name: "named, in a pool of another kind",
            session: .numbered(1, in: "sandbox"),
            criteria: SelectionCriteria(sessions: ["s001"]),
            verdict: .skip(.otherKind("sandbox"))
        ),
        Case(
            name: "a spared pool",
            criteria: SelectionCriteria(excludedPools: ["prod"]),
            verdict: .skip(.poolExcluded)
        ),
        Case(
            name: "a pool named and spared",
            criteria: SelectionCriteria(pools: ["prod"], excludedPools: ["classroom"]),
            verdict: .skip(.poolExcluded)
        ),
        Case(
            name: "named and spared",
            criteria: SelectionCriteria(sessions: ["s001"], excludedSessions: ["s001"]),
            verdict: .skip(.sessionExcluded)
        ),
    ]

    @Test("follows the table", arguments: cases)
    func table(_ example: Case) throws {
        let selection = try Selection(example.criteria, in: PoolDirectory(Self.pools))
        #expect(selection.verdict(for: example.session) == example.verdict)
    }

    @Test("says for every reason in words why, and what would take the session where something can")
    func words() {
        let words: [SkipReason: String] = [
            .noID: "listed without an id; never closed",
            .unsendableID: "its id cannot be sent safely; never closed",
            .noPool: "listed without a pool; never closed",
            .unknownPool: "its pool is not in the listing of pools; never closed",
            .unknownKind: "its pool is listed without a kind; never closed",
            .contradictory: "the listing contradicts itself about it; never closed",
            .otherKind("test"): "pool kind is test (include it with --kind test)",
            .poolNotNamed: "its pool is not among those of --pool",
            .sessionNotNamed: "not among those of --session",
            .poolExcluded: "its pool is excluded by --excludePool",
            .sessionExcluded: "excluded by --excludeSession",
        ]
        for (reason, text) in words { #expect(reason.words == text) }
    }
}
