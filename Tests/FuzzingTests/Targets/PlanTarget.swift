import Crypto
import FoundationEssentials
import FrameAPI
import FrameOperations

@testable import FramectlCommands

/// Saved plans. Nothing is taken but what ends with the digest of itself and is, byte for byte, what is written for its content; what is
/// taken can be saved and read again as the same plan, and can be shown on a terminal.
enum PlanTarget: FuzzTarget {
    static let name = "plan"
    static let words = [
        "\"schema\"", "framectl.plan/1", "framectl.plan/2", "\"sessions\"", "\"verdict\"", "\"close\"", "\"skip\"",
        "\"pool_id\"",
        "\"reason\"", "\"totals\"", "\"scope\"", "\"kinds\"", "\"only_pools\"", "\"only_sessions\"", "\"listed_at\"",
        "\"expires_at\"", "\"notes\"",
        "2023-11-14T22:13:20.000Z", "0001-01-01T00:00:00.000Z", "\\u001b[2J", "\\u202e", "null", "[", "]", "{", "}",
        "-1", "99999999999999999999",
    ]

    static func flaw(in bytes: [UInt8]) -> String? {
        if (try? SavedPlan(verifying: bytes, from: "plan.json")) != nil, !isSealed(bytes) {
            return "taken without the digest of itself"
        }
        // No mutation finds a digest: the body of a plan is sealed here.
        let body =
            bytes.count >= PlanDigest.endingSize && PlanDigest.isEnding(bytes.suffix(PlanDigest.endingSize))
            ? Array(bytes.dropLast(PlanDigest.endingSize)) : bytes
        let whole = sealed(body)
        let decoded = try? SavedPlan(decoding: whole, digest: PlanDigest(SHA256.hash(data: body)))
        let isWritten = decoded.map { SealedPlan($0).firstDifference(from: whole) == nil } ?? false
        do throws(CommandError) {
            _ = try SavedPlan(verifying: whole, from: "plan.json")
            if !isWritten { return "taken, and not what is written for it" }
        } catch {
            if isWritten { return "refused, though it is what is written for it" }
            if let flaw = Shown.flaw(in: Failure(error).words) { return flaw }
        }
        // What is read of a plan that is refused can be written, too, and is then taken.
        guard let saved = decoded else { return nil }
        return targets(saved.plan, in: body) ?? again(saved) ?? Shown.flaw(in: PlanText(saved.plan).forPeople(.plain))
    }

    private static func isSealed(_ bytes: [UInt8]) -> Bool {
        bytes.elementsEqual(sealed(Array(bytes.dropLast(PlanDigest.endingSize))))
    }

    private static func sealed(_ body: [UInt8]) -> [UInt8] {
        body + Array(PlanDigest(SHA256.hash(data: body)).ending.utf8)
    }

    /// What is to be closed is what the document says so of, by another reader's judgement.
    private static func targets(_ plan: Plan, in body: [UInt8]) -> String? {
        guard Set(plan.targets.map(\.id)).count == plan.targets.count else { return "one session twice" }
        // A comma too many is Foundation's to take: it is under the seal like all the rest.
        guard let document = ReferenceJSON(sealed(body))?.value else { return nil }
        let closing = document.members("sessions").flatMap(\.elements).filter { $0.says("close", of: "verdict") }
        let foreign = plan.targets.first { target in
            !closing.contains { $0.says(target.id.value, of: "id") && $0.says(target.poolID.value, of: "pool_id") }
        }
        return foreign.map { "\($0) to be closed, of which the document does not say so" }
    }

    private static func again(_ saved: SavedPlan) -> String? {
        let plan = saved.plan
        let once = written(SealedPlan(saved))
        guard let read = try? SavedPlan(verifying: once, from: "plan.json") else {
            return "not to be read when saved again"
        }
        guard read.plan.targets == plan.targets, read.plan.subject == plan.subject,
            read.plan.selection.scope == plan.selection.scope, read.plan.absent == plan.absent,
            read.plan.basis == plan.basis, read.plan.skipped == plan.skipped, read.plan.notes == plan.notes
        else { return "another plan when saved again" }
        return written(SealedPlan(read)) == once ? nil : "written otherwise when saved twice"
    }

    private static func written(_ plan: SealedPlan) -> [UInt8] {
        var bytes: [UInt8] = []
        plan.write { bytes += Array($0.utf8) }
        return bytes
    }
}

extension ReferenceJSON.Value {
    fileprivate func says(_ text: String, of name: String) -> Bool {
        members(name).contains { $0.reading.fits(text) }
    }
}
