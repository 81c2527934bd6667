import FrameAPI
import FrameSettings

/// The account of a new profile: the given one, or one that is chosen among those that the credential can see.
struct AccountChoice: Sendable {
    let given: String?
    let service: ServiceConnection
    let dialogue: Dialogue

    /// How many accounts are shown.
    private static let most = 30

    /// Finds it. When this returns, the credential was accepted, or the account's listings decide.
    ///
    /// - Throws: ``FrameAPI/FrameAPIError``, when the service refuses the credential or the text is no account;
    ///   ``CommandError``: `missing-setting`, when there is no answer; `unknown-account` or `ambiguous-account`.
    func account() async throws -> AccountID {
        let known = try given.map { text throws(FrameAPIError) in try AccountReference(parsing: text) }
        let directory = try await AccountDirectory(of: service.client)
        if known == nil, dialogue.isPerson, dialogue.asks(.account) { show(directory.accounts ?? []) }
        let reference = if let known { known } else { try await asked() }
        switch reference {
        case .id(let id): return id
        case .name(let name): return try directory.account(named: name)
        }
    }

    private func asked() async throws -> AccountReference {
        let question = "Account (its name, its id, or the console's address of it)"
        return try AccountReference(parsing: try await dialogue.answer(question, or: nil, setting: .account))
    }

    private func show(_ accounts: [Account]) {
        guard !accounts.isEmpty else { return }
        var table = TextTable([("ACCOUNT", .left), ("ID", .detail)])
        for account in accounts.prefix(Self.most) { table.add([account.name ?? "-", account.id.value]) }
        let more = accounts.count - Self.most
        dialogue.terminal.writeText(
            "The credential is accepted. It can see:\n\(table.text(in: dialogue.terminal.space(on: .talk)?.columns))"
                + (more > 0 ? "… and \(more) more\n" : "")
        )
    }
}
