import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameSettings

/// The way from a saved plan to what of it can be carried out now.
struct ApplyPreparation: Sendable {
    /// The plan, as it was saved.
    let saved: SavedPlan
    /// How much the account may have changed, in percent of the planned sessions.
    let maxDrift: Int
    /// Whether it was read from standard input.
    let isFromInput: Bool

    /// Checks the plan against the settings, before anything is sent but the question for an account that they name.
    ///
    /// - Parameter service: Where the settings lead.
    /// - Throws: ``CommandError`` with the code `plan-foreign`; `unknown-account` or `ambiguous-account`.
    func check(against service: ServiceConnection) async throws {
        try saved.checkOrigin(
            account: try await service.accountIfSet(),
            apiURL: service.client.baseURL.description,
            clientID: service.client.clientID,
            credential: service.settings.credentialInUse
        )
    }

    /// Whose sessions they are.
    var account: AccountID { saved.plan.subject.account }

    /// Looks at the account, and gives what is left to close with what was approved.
    ///
    /// - Parameters:
    ///   - service: Where the sessions are.
    ///   - time: The clock.
    /// - Returns: What is to be consented to.
    /// - Throws: `plan-drifted`, or what the client throws.
    func planToClose(on service: ServiceConnection, time: TimeSource) async throws -> PlanToClose {
        PlanToClose(
            plan: try await plan(on: service, time: time),
            approval: PlanToClose.Approval(
                digest: saved.digest.text,
                count: saved.plan.targets.count,
                heading: heading,
                isFromInput: isFromInput,
                check: { try saved.checkValidity(at: $0) }
            )
        )
    }

    /// Looks at the account, and gives what is left to close.
    ///
    /// - Parameters:
    ///   - service: Where the sessions are.
    ///   - time: The clock.
    /// - Returns: A plan of the fresh listing, whose targets are among those of the saved one.
    /// - Throws: `plan-drifted`, or what the client throws.
    private func plan(on service: ServiceConnection, time: TimeSource) async throws -> Plan {
        let plane = AccountService(client: service.client, account: account)
        let snapshot: Snapshot
        do {
            snapshot = try await Snapshot.first(from: plane, time: time)
        } catch {
            throw await service.unknownAccount(account, after: error) ?? error
        }
        let answers = try await plane.absences(of: saved.plan.named, from: snapshot, time: time)
        return try PlanDrift(
            from: saved.plan,
            to: snapshot,
            answers: answers,
            protections: service.settings.protections
        ).plan(maxPercent: maxDrift)
    }

    /// The saved plan in two lines, to be shown above what is left of it.
    private var heading: String {
        let plan = saved.plan
        return "Plan of \(plan.takenAt.formatted(.iso8601)) to \(ConsentPhrase(for: plan).full), "
            + "valid until \(saved.expiresAt.formatted(.iso8601))\n\(saved.digest.text)\n\n"
    }
}
