import FrameAPI

/// Which account a new profile is for: the given one, or the one that is chosen among those that the credential can see.
struct AccountChoice: Sendable {
    let given: String?
    let service: ServiceConnection
    let dialogue: Dialogue

    /// How many accounts are shown.
    private static let most = 30

    /// Finds it. The credential has been accepted when this returns, or the account's listings decide.
    ///
    /// - Throws: ``FrameAPI/FrameAPIError``, when the service refuses the credential or the text is no account;
    ///   ``CommandError`` with the code `missing-setting`, when there is no answer.
    func account() async throws -> AccountID {
        if let given {
            let account = try AccountID(parsing: given)
            _ = try await accounts()
            return account
        }
        let accounts = try await accounts()
        if dialogue.isPerson { show(accounts) }
        let question = "Account (its name, its id, or the console's address of it)"
        let text = try await dialogue.answer(question, or: nil, setting: .account)
        let named = accounts.filter { $0.name == text }
        if let account = named.first, named.count == 1 { return account.id }
        return try AccountID(parsing: text)
    }

    /// The accounts that the credential can see; none when it may not list them, which a narrow role need not.
    private func accounts() async throws(FrameAPIError) -> [Account] {
        do throws(FrameAPIError) {
            return try await service.client.accounts()
        } catch  where [.forbidden, .notFound].contains(error.code) {
            return []
        }
    }

    private func show(_ accounts: [Account]) {
        guard !accounts.isEmpty else { return }
        var table = TextTable([("ACCOUNT", .left), ("ID", .left)])
        for account in accounts.prefix(Self.most) { table.add([account.name ?? "-", account.id.value]) }
        let more = accounts.count - Self.most
        dialogue.terminal.write(
            "The credential is accepted. It can see:\n\(table.text)" + (more > 0 ? "… and \(more) more\n" : ""),
            to: .talk
        )
    }
}
