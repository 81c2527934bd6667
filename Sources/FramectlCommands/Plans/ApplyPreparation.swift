import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameSettings
import FrameWorkflows

/// The preparation of a saved plan for `apply`.
struct ApplyPreparation: Sendable {
    /// The saved plan.
    let saved: SavedPlan
    /// How much the account may have changed, in percent of the planned sessions.
    let maxDrift: Int
    /// Whether it was read from standard input.
    let isFromInput: Bool

    /// Checks the plan against the settings, before any request except the lookup of the account that they name.
    ///
    /// - Parameter service: The service of the settings.
    /// - Throws: ``CommandError`` with the code `plan-foreign`; `unknown-account` or `ambiguous-account`.
    func check(against service: ServiceConnection) async throws {
        try saved.checkOrigin(
            account: try await service.accountIfSet(),
            apiURL: service.client.baseURL.description,
            clientID: service.client.clientID,
            credential: service.settings.credentialInUse
        )
    }

    /// The account of its sessions.
    var account: AccountID { saved.plan.subject.account }

    /// The sessions to close, and the terms.
    var source: CloseRequest.Source {
        let saved = saved
        return .saved(
            saved.plan,
            CloseRequest.Approval(
                digest: saved.digest.text,
                maxDrift: maxDrift,
                check: { try saved.checkValidity(at: $0) }
            )
        )
    }

    /// The saved plan in two lines, to be shown above its remaining part.
    var heading: String {
        let plan = saved.plan
        return "Plan of \(plan.takenAt.formatted(.iso8601)) to \(ConsentPhrase(for: plan).full), "
            + "valid until \(saved.expiresAt.formatted(.iso8601))\n\(saved.digest.text)\n\n"
    }
}
