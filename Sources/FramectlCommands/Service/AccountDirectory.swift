import FrameAPI
import FrameOperations

/// The accounts that the credential can see, to find one by its name.
struct AccountDirectory: Sendable {
    /// The accounts, as listed; `nil` when the credential may not list them, as with a narrow role.
    let accounts: [Account]?

    /// How many accounts an error names.
    private static let most = 10

    /// Finds an account by its exact name, or else by a name that differs only in case.
    ///
    /// - Parameter name: The name. An unusual id is found too.
    /// - Returns: The account's id.
    /// - Throws: ``CommandError``: `unknown-account`, or `ambiguous-account`.
    func account(named name: String) throws(CommandError) -> AccountID {
        guard let accounts else {
            throw CommandError(
                .unknownAccount,
                detail: "account “\(name)” cannot be found by its name: the credential must not list accounts",
                remedy: "Give the account's id instead, or the console's address of it"
            )
        }
        let exact = Self.ids(in: accounts) { $0.name == name || $0.id.value == name }
        let found = exact.isEmpty ? Self.ids(in: accounts) { $0.name?.lowercased() == name.lowercased() } : exact
        guard let id = found.first else {
            let meant = NearestWord.of(name, among: accounts.flatMap { [$0.name, $0.id.value].compactMap(\.self) })
            throw unknown(name, meant: meant)
        }
        guard found.count == 1 else {
            throw CommandError(
                .ambiguousAccount,
                detail: "\(found.count) accounts have the name “\(name)”",
                remedy: "Give the id of the one that is meant: \(found.map(\.value).joined(separator: ", "))"
            )
        }
        return id
    }

    /// The error for an id that the service does not know, with the likely intended one.
    func unknown(_ id: AccountID) -> CommandError {
        unknown(id.value, meant: NearestWord.of(id.value, among: accounts?.map(\.id.value) ?? []))
    }

    private func unknown(_ text: String, meant: String?) -> CommandError {
        CommandError(
            .unknownAccount,
            detail: "account “\(text)” not found",
            remedy: (meant.map { "Did you mean “\($0)”? " } ?? "") + scope
        )
    }

    private var scope: String {
        guard let accounts else {
            return "Check the id, the base URL, and that the credential's scope covers the account"
        }
        guard !accounts.isEmpty else { return "The credential's scope covers no account; check the client id" }
        let known = accounts.prefix(Self.most).map { account in
            account.name.map { "\($0) (\(account.id))" } ?? account.id.value
        }
        let more = accounts.count > known.count ? ", and \(accounts.count - known.count) more" : ""
        return "The credential's scope covers: \(known.joined(separator: ", "))\(more)"
    }

    /// The ids of the accounts that match, each once and in their order.
    private static func ids(in accounts: [Account], _ fits: (Account) -> Bool) -> [AccountID] {
        var seen: Set<AccountID> = []
        return accounts.filter(fits).map(\.id).filter { seen.insert($0).inserted }
    }
}

extension AccountDirectory {
    /// Lists the accounts.
    ///
    /// - Throws: ``FrameAPI/FrameAPIError``, except for a listing that the credential may not see.
    init(of client: FrameReader) async throws(FrameAPIError) {
        do throws(FrameAPIError) {
            accounts = try await client.accounts()
        } catch  where [.forbidden, .notFound].contains(error.code) {
            accounts = nil
        }
    }
}
