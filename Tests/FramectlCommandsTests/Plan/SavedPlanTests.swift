import Foundation
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("A saved plan")
struct SavedPlanTests {
    private func read(_ bytes: [UInt8]) throws -> SavedPlan {
        try SavedPlan(verifying: bytes, from: "plan.json")
    }

    private func refusal(_ bytes: [UInt8], location: SourceLocation = #_sourceLocation) throws -> CommandError {
        try #require(throws: CommandError.self, sourceLocation: location) { try read(bytes) }
    }

    @Test("is written byte for byte as documented, and sealed with the digest that sha256sum computes")
    func knownAnswer() throws {
        let bytes = PlanFixture.sealed(try PlanFixture.plan())
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: try PlanFixture.bytes(), as: UTF8.self))
        #expect(try read(bytes).digest.text == "sha256:\(PlanFixture.digest)")
    }

    @Test("is read back as the plan that it was")
    func readBack() throws {
        let plan = try PlanFixture.plan()
        let saved = try SavedPlan(readingFrom: PlanFixture.file.path)
        #expect(saved.plan.subject == plan.subject)
        #expect(saved.plan.takenAt == plan.takenAt)
        #expect(saved.expiresAt == plan.takenAt.addingTimeInterval(3_600))
        #expect(saved.plan.selection.scope == plan.selection.scope)
        #expect(saved.plan.targets == plan.targets)
        #expect(saved.plan.skipped.map(\.id) == [SessionID("s3"), nil])
        #expect(saved.plan.skipped.map(\.reason) == plan.skipped.map(\.reason))
        #expect(saved.plan.absent == plan.absent && plan.absent.map(\.session) == ["s9"])
        #expect(saved.plan.notes == plan.notes)
        #expect(saved.plan.basis == plan.basis)
    }

    @Test("is refused when any one of its bytes is another")
    func flipped() throws {
        let bytes = try PlanFixture.bytes()
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x20, 0x80] {
                var altered = bytes
                altered[index] ^= mask
                let error = #expect(throws: CommandError.self, "byte \(index)") { try read(altered) }
                #expect(error?.exitStatus == .stalePlan)
            }
        }
    }

    @Test("is refused when it was cut anywhere, or when something was added")
    func cut() throws {
        let bytes = try PlanFixture.bytes()
        for length in 0..<bytes.count {
            #expect(throws: CommandError.self, "\(length) bytes") { try read(Array(bytes.prefix(length))) }
        }
        for altered in [bytes + [0x0A], [0x20] + bytes, bytes + bytes] {
            #expect(try refusal(altered).code == .planAltered)
        }
    }

    @Test("that was altered is told from what is no saved plan")
    func words() throws {
        let text = String(decoding: try PlanFixture.bytes(), as: UTF8.self)
        let edited = try refusal(Array(text.replacingOccurrences(of: "\"s3\"", with: "\"s4\"").utf8))
        #expect(edited.code == .planAltered)
        #expect(edited.detail == "“plan.json” is not as it was saved: its content does not match its digest")
        #expect(edited.remedy.contains("reformatting alters it"))
        for other in [
            "", "{}", "<html>", String(repeating: "x", count: 500), text.replacingOccurrences(of: " :", with: ":"),
        ] {
            let error = try refusal(Array(other.utf8))
            #expect(error.code == .planAltered)
            #expect(error.detail.hasSuffix("it does not end with the digest of a saved plan"))
        }
    }

    @Test("of a later form is refused in words of its own, sealed or not")
    func laterForm() throws {
        let text = String(decoding: try PlanFixture.bytes(), as: UTF8.self)
        let body = String(decoding: try PlanFixture.bytes().dropLast(PlanDigest.endingSize), as: UTF8.self)
        for later in [
            Array(text.replacingOccurrences(of: "plan/1", with: "plan/2").utf8),
            Array(#"{"schema": "framectl.plan/12"}"#.utf8),
            Resealed.bytes(body.replacingOccurrences(of: "plan/1", with: "plan/2")),
        ] {
            let error = try refusal(later)
            #expect(error.code == .planUnsupported)
            #expect(error.exitStatus == .stalePlan)
            #expect(error.detail.contains("reads framectl.plan/1"))
        }
        for other in [
            Array(#"{"schema": "framectl.report/1"}"#.utf8),
            Resealed.bytes(body.replacingOccurrences(of: "plan/1", with: "report/1")),
        ] {
            #expect(try refusal(other).code == .planAltered)
        }
    }

    @Test("whose seal fits and whose content is no plan is refused")
    func sealedNonsense() throws {
        let body = try PlanFixture.bytes().dropLast(PlanDigest.endingSize)
        let text = String(decoding: body, as: UTF8.self)
        for nonsense in [
            "[\n", "{ \"schema\" : \"framectl.plan/1\",\n",
            text.replacingOccurrences(of: "2023-11-14T22", with: "yesterday"),
        ] {
            #expect(nonsense != text)
            let error = try refusal(Resealed.bytes(nonsense))
            #expect(error.code == .planAltered)
            #expect(error.detail.hasSuffix("it does not hold what a plan holds"))
        }
        #expect(throws: Never.self) { try read(Resealed.bytes(text)) }
    }

    @Test("expires at its moment and not before, and says when")
    func expiry() throws {
        let saved = try read(try PlanFixture.bytes())
        #expect(throws: Never.self) { try saved.checkValidity(at: saved.expiresAt.addingTimeInterval(-0.001)) }
        let error = try #require(throws: CommandError.self) { try saved.checkValidity(at: saved.expiresAt) }
        #expect(error.code == .planExpired)
        #expect(error.exitStatus == .stalePlan)
        #expect(error.detail == "the plan of 2023-11-14T22:13:20Z expired at 2023-11-14T23:13:20Z")
        #expect(error.remedy.contains("--valid-for"))
    }

    @Test(
        "of another account, service or credential is foreign, and both are named",
        arguments: [
            ("other", "https://api.console.nutanix.com/v1", "client.img.frame.nutanix.com", "--account"),
            (nil, "https://other.example/v1", "client.img.frame.nutanix.com", "--api-url"),
            (nil, "https://api.console.nutanix.com/v1", "other", "--client-id"),
        ] as [(String?, String, String, String)]
    )
    func foreign(account: String?, apiURL: String, clientID: String, flag: String) throws {
        let saved = try read(try PlanFixture.bytes())
        let error = try #require(throws: CommandError.self) {
            try saved.checkOrigin(account: account.map { AccountID($0) }, apiURL: apiURL, clientID: clientID)
        }
        #expect(error.code == .planForeign)
        #expect(error.exitStatus == .stalePlan)
        #expect(error.detail.contains("other"))
        #expect(error.detail.contains("nutanix.com") || error.detail.contains(saved.plan.subject.account.value))
        #expect(error.remedy.contains(flag))
    }

    @Test("is of home when the settings name the same, or no account")
    func origin() throws {
        let saved = try read(try PlanFixture.bytes())
        let subject = saved.plan.subject
        for account in [nil, subject.account] {
            #expect(throws: Never.self) {
                try saved.checkOrigin(account: account, apiURL: subject.apiURL, clientID: subject.clientID)
            }
        }
    }

    @Test("holds nothing that is hidden, and is sealed all the same", arguments: [1, 3, 4_000])
    func hidden(count: Int) throws {
        let sessions = (0..<count).map { ActiveSession(id: SessionID("canary-\($0)"), poolID: "prod") }
        let plan = try Plan(
            subject: try PlanFixture.plan().subject,
            snapshot: Snapshot(
                pools: [Pool(id: "prod", kind: "production")],
                sessions: sessions,
                takenAt: Date(timeIntervalSince1970: 0)
            ),
            criteria: SelectionCriteria()
        )
        let bytes = PlanFixture.sealed(plan, hiding: "canary")
        #expect(!String(decoding: bytes, as: UTF8.self).contains("canary"))
        #expect(try read(bytes).plan.targets.map(\.id.value) == (0..<count).map { "<redacted>-\($0)" })
    }

    @Test(
        "that is not there, or is a folder, is a mistake on the command line",
        arguments: ["/nowhere/plan.json", "/tmp"]
    )
    func unreadable(path: String) throws {
        let error = try #require(throws: CommandError.self) { try SavedPlan(readingFrom: path) }
        #expect(error.code == .unreadablePlan)
        #expect(error.exitStatus == .usage)
        #expect(error.detail.contains("“\(path)”"))
        #expect(error.remedy.contains("framectl plan -o"))
    }
}
