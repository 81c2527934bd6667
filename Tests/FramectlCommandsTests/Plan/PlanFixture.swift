import Foundation
import FrameAPI

@testable import FrameOperations
@testable import FramectlCommands

/// The plan of `Tests/Fixtures/plans/plan.json`, which was written by hand.
enum PlanFixture {
    static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/plans/plan.json")

    /// What `head -n -2 plan.json | sha256sum` prints.
    static let digest = "0fa8d4e348591e436867d00437c813c5be6f2c474350b157c70e3aa44b285566"

    static func bytes() throws -> [UInt8] {
        Array(try Data(contentsOf: file))
    }

    static func plan() throws -> Plan {
        try Plan(
            subject: PlanSubject(
                account: "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7",
                accountName: "Contoso Training",
                apiURL: "https://api.console.nutanix.com/v1",
                clientID: "client.img.frame.nutanix.com"
            ),
            snapshot: Snapshot(
                pools: [
                    Pool(id: "prod", kind: "production", name: "Room “3”"), Pool(id: "sandbox", kind: "sandbox"),
                ],
                sessions: [
                    ActiveSession(id: "s1", poolID: "prod"), ActiveSession(id: "s2", poolID: "prod"),
                    ActiveSession(id: "s3", poolID: "sandbox"), ActiveSession(id: nil, poolID: "prod"),
                ],
                takenAt: Date(timeIntervalSince1970: 1_700_000_000)
            ),
            criteria: SelectionCriteria(sessions: ["s1", "s2", "s3", "s9"])
        )
    }

    /// The bytes of a sealed plan.
    static func sealed(_ plan: Plan, hiding secret: String? = nil) -> [UInt8] {
        var text = ""
        let redaction = Redaction()
        if let secret { redaction.hide(Secret(secret)) }
        SealedPlan(plan, hiding: redaction).write { text += $0 }
        return Array(text.utf8)
    }
}
