import Foundation
import FrameAPI
import FrameSettings
import Testing

@testable import FrameOperations
@testable import FramectlCommands

/// Nobody who reads a plan with another program reads another plan: what is not, byte for byte, what is written for its content is
/// refused, though its digest is right.
@Suite("A saved plan says the same to everybody")
struct CanonicalPlanTests {
    private func refusal(_ bytes: [UInt8], location: SourceLocation = #_sourceLocation) -> CommandError? {
        #expect(throws: CommandError.self, sourceLocation: location) {
            try SavedPlan(verifying: bytes, from: "plan.json")
        }
    }

    /// The document without its digest.
    private static func body() throws -> String {
        String(decoding: try PlanFixture.bytes().dropLast(PlanDigest.endingSize), as: UTF8.self)
    }

    @Test("whatever is written is read back as it is, however odd its texts are")
    func roundTrip() throws {
        var (made, targets, absent, notes, contradictory) = (0, 0, 0, 0, 0)
        for seed in 0..<1_500 {
            guard let plan = RandomPlan.plan(seed) else { continue }
            for secret in [nil, RandomPlan.secret] {
                let bytes = PlanFixture.sealed(plan, hiding: secret)
                let saved = try SavedPlan(verifying: bytes, from: "seed \(seed)")
                var again: [UInt8] = []
                SealedPlan(saved).write { again += Array($0.utf8) }
                #expect(again == bytes, "seed \(seed)")
                guard secret == nil else { continue }
                #expect(saved.plan.targets == plan.targets, "seed \(seed)")
                #expect(saved.plan.subject == plan.subject, "seed \(seed)")
                #expect(saved.plan.selection.scope == plan.selection.scope, "seed \(seed)")
                #expect(saved.plan.skipped.map(\.reason) == plan.skipped.map(\.reason), "seed \(seed)")
            }
            made += 1
            targets += plan.targets.count
            absent += plan.absent.count
            notes += plan.notes.count
            contradictory += plan.skipped.count { $0.reason == .contradictory }
        }
        #expect(min(made, targets, absent, notes, contradictory) > 100, "all of it happens")
    }

    @Test("a member that stands there twice, at any level and whatever it says, alters it")
    func doubled() throws {
        let text = try PlanFixture.bytes()
        let end = text.count - PlanDigest.endingSize
        let members = JSONMember.all(in: text).filter { $0.range.upperBound <= end }
        #expect(members.count > 40)
        for member in members {
            let copy = text[member.range]
            let name = text[member.range.lowerBound..<member.value.lowerBound]
            let comma = Array(", ".utf8)
            let before = [copy + comma, name + Array("null, ".utf8), Array("\"x\" : 1, ".utf8)]
            let after = [comma + copy, comma + name + Array("[]".utf8)]
            for added in before {
                try expectAltered(Self.inserting(added, at: member.range.lowerBound, in: text[..<end]))
            }
            for added in after {
                try expectAltered(Self.inserting(added, at: member.range.upperBound, in: text[..<end]))
            }
        }
    }

    private static func inserting(
        _ added: some Collection<UInt8>,
        at place: Int,
        in text: ArraySlice<UInt8>
    ) -> [UInt8] {
        var body = Array(text)
        body.insert(contentsOf: added, at: place)
        return body
    }

    @Test("a value that is written in another way alters it: escapes, numbers, white space")
    func respelled() throws {
        let text = try PlanFixture.bytes()
        let end = text.count - PlanDigest.endingSize
        for member in JSONMember.all(in: text) where member.range.upperBound <= end {
            let value = text[member.value]
            var others = [Array(" ".utf8) + value]
            if value.first == UInt8(ascii: "\""), let letter = value.dropFirst().first, letter < 0x80, value.count > 2 {
                let code = String(letter, radix: 16)
                others.append(Array("\"\\u00\(letter < 16 ? "0" : "")\(code)".utf8) + value.dropFirst(2))
            } else if let first = value.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
                others += [".0", "e0", "E+0"].map { value + Array($0.utf8) }
            }
            for other in others {
                var body = Array(text[..<end])
                body.replaceSubrange(member.value, with: other)
                try expectAltered(body)
            }
        }
    }

    /// Sealed, and still JSON: nothing but the comparison can find it.
    private func expectAltered(_ body: [UInt8], location: SourceLocation = #_sourceLocation) throws {
        let bytes = Resealed.bytes(String(decoding: body, as: UTF8.self))
        #expect(throws: Never.self, sourceLocation: location) {
            try JSONSerialization.jsonObject(with: Data(bytes))
        }
        let error = refusal(bytes, location: location)
        #expect(error?.code == .planAltered, sourceLocation: location)
    }

    @Test(
        "parts that contradict each other alter it",
        arguments: [
            // The kinds that a reader sees, and those of the scope.
            ("\"kinds\" : [\n    \"production\"\n  ]", "\"kinds\" : [\n    \"production\",\n    \"sandbox\"\n  ]"),
            ("    \"kinds\" : [\n      \"production\"", "    \"kinds\" : [\n      \"production\",\n      \"sandbox\""),
            ("\"confirm\" : \"close 2 sessions\"", "\"confirm\" : \"close 1 session\""),
            ("\"listed\" : 4", "\"listed\" : 5"), ("\"selected\" : false", "\"selected\" : true"),
            ("\"close\" : 2,\n      \"id\"", "\"close\" : 1,\n      \"id\""),
            // Times that other programs read as another day, or not at all.
            ("2023-11-14T22:13:20.000Z", "2023-11-13T24:00:00.000Z"), ("T22:13:20.000Z", "T22:13:60.000Z"),
            ("T23:13:20.000Z", "T23:13:20Z"), ("2023-11-14T23", "10000-11-14T23"),
            ("T23:13:20.000Z", "T23:13:20.0000Z"),
            ("T22:13:20.000Z", "t22:13:20.000z"), ("T22:13:20.000Z", "T22:13:20.000+00:00"),
            ("T22:13:20.000Z", "T22:60:20.000Z"),
            // Sessions: other verdicts, twice, out of scope, with more than is known of them.
            ("\"s2\",\"pool_id\":\"prod\",\"verdict\":\"close\"", "\"s2\",\"pool_id\":\"prod\",\"verdict\":\"Close\""),
            ("\"verdict\":\"skip\"}", "\"verdict\":\"keep\"}"), ("\"id\":\"s2\",\"pool", "\"id\":\"s1\",\"pool"),
            ("\"id\":\"s3\",\"kind", "\"id\":\"s1\",\"kind"),
            ("\"id\":\"s2\",\"pool_id\":\"prod\"", "\"id\":\"s2\",\"pool_id\":\"sandbox\""),
            ("\"id\":\"s2\",\"pool_id\":\"prod\"", "\"id\":\"s2\",\"pool_id\":\"else\""),
            ("{\"id\":\"s2\",", "{\"id\":null,"),
            ("\"id\":\"s2\"", "\"id\":\"s4\""),
            (
                "\"pool_id\":\"prod\",\"verdict\":\"close\"}",
                "\"pool_id\":\"prod\",\"reason\":\"\",\"verdict\":\"close\"}"
            ),
            ("{\"id\":\"s1\",\"pool_id\":\"prod\",\"verdict\":\"close\"},\n    {\"id\":\"s2\"", "{\"id\":\"s2\""),
            // Absent sessions that were not named, are listed, or are left out.
            ("\"session\" : \"s9\"", "\"session\" : \"s8\""), ("\"session\" : \"s9\"", "\"session\" : \"s1\""),
            ("\"was_listed\" : false", "\"was_listed\" : true"),
            ("\"finding\" : \"unknown\"", "\"finding\" : \"gone\""),
            ("      \"s9\"\n    ],\n    \"pools\"", "      \"s8\"\n    ],\n    \"pools\""),
            // Lists in another order, or with an entry twice.
            ("      \"s1\",\n      \"s2\"", "      \"s2\",\n      \"s1\""),
            ("      \"s9\"\n    ],\n    \"pools\"", "      \"s9\",\n      \"s9\"\n    ],\n    \"pools\""),
            ("\"except_sessions\" : [\n\n    ]", "\"except_sessions\" : [\n      \"s1\"\n    ]"),
            ("\"kind\" : \"sandbox\"\n      }\n    ]", "\"kind\" : \"production\"\n      }\n    ]"),
            ("\"api_url\"", "\"API_URL\""), ("\"doubtful\" : false", "\"doubtful\" : 0"),
            ("\"account\" : \"1f86", "\"account\" : null, \"x\" : \"1f86"),
        ]
    )
    func contradiction(text: String, other: String) throws {
        let body = try Self.body()
        #expect(body.contains(text), "\(text)")
        let error = refusal(Resealed.bytes(body.replacing(text, with: other)))
        #expect(error?.code == .planAltered, "\(other)")
        #expect(error?.exitStatus == .stalePlan)
    }

    @Test("the refusal names the line, or the session that contradicts")
    func words() throws {
        let body = try Self.body()
        for (text, other, words) in [
            (
                "\"confirm\" : \"close 2", "\"confirm\" : \"close 1",
                "line 17 is not what framectl plan -o writes for this plan"
            ),
            ("\"id\":\"s2\",\"pool", "\"id\":\"s1\",\"pool", "it lists the session “s1” twice"),
            ("\"id\":\"s2\"", "\"id\":\"s4\"", "it closes “s4” out of its scope"),
        ] {
            let error = refusal(Resealed.bytes(body.replacing(text, with: other)))
            #expect(error?.detail == "“plan.json” is not as it was saved: \(words)")
        }
    }

    @Test("a plan for protected users is taken, though it does not hold who uses what")
    func users() throws {
        var protection = Protection(source: "profile p", file: "p.yaml")
        protection.users = ["ada"]
        var criteria = SelectionCriteria()
        criteria.protections = Protections([protection])
        let plan = try Plan(
            subject: try PlanFixture.plan().subject,
            snapshot: Snapshot(
                pools: [Pool(id: "prod", kind: "production")],
                sessions: [
                    ActiveSession(id: "s1", poolID: "prod", users: ["bob"]),
                    ActiveSession(id: "s2", poolID: "prod", users: ["Ada"]),
                ],
                takenAt: Date(timeIntervalSince1970: 1_700_000_000)
            ),
            criteria: criteria
        )
        let saved = try SavedPlan(verifying: PlanFixture.sealed(plan), from: "plan.json")
        #expect(saved.plan.targets.map(\.id) == ["s1"])
        #expect(saved.plan.skipped.map(\.id) == ["s2"])
    }
}
