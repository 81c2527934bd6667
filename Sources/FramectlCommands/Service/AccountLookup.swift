import FrameAPI
import FrameSettings

/// Finds the account that the settings refer to. A name is looked up once.
actor AccountLookup {
    private let reference: AccountReference?
    private let client: FrameReader
    private var found: AccountID?

    init(_ reference: AccountReference?, client: FrameReader) {
        self.reference = reference
        self.client = client
    }

    /// The account, or `nil` when none is set.
    func account() async throws -> AccountID? {
        switch reference {
        case nil: return nil
        case .id(let id): return id
        case .name(let name):
            if let found { return found }
            let id = try await AccountDirectory(of: client).account(named: name)
            found = id
            return id
        }
    }
}

extension ServiceConnection {
    /// The account, or `nil` when none is set.
    ///
    /// - Throws: ``CommandError``: `unknown-account` or `ambiguous-account`; the error of the client.
    func accountIfSet() async throws -> AccountID? { try await lookup.account() }

    /// The account, for commands that need one.
    ///
    /// - Throws: ``CommandError``: `missing-setting`, `unknown-account` or `ambiguous-account`; the error of the client.
    func account() async throws -> AccountID {
        guard let account = try await accountIfSet() else { throw CommandError.noAccount }
        return account
    }

    /// Runs work on the account.
    ///
    /// - Throws: `unknown-account`, when the service does not know it; the error of the work.
    func onAccount<Value>(_ work: (AccountID) async throws -> Value) async throws -> Value {
        let account = try await account()
        do {
            return try await work(account)
        } catch {
            throw await unknownAccount(account, after: error) ?? error
        }
    }

    /// Whether the account itself does not exist, after its listing was not found.
    ///
    /// - Parameters:
    ///   - account: The account.
    ///   - error: The error of the listing.
    /// - Returns: `unknown-account`, when the account itself is not found either; `nil` otherwise.
    func unknownAccount(_ account: AccountID, after error: any Error) async -> CommandError? {
        guard (error as? FrameAPIError)?.code == .notFound else { return nil }
        do throws(FrameAPIError) {
            _ = try await client.account(account)
            return nil
        } catch  where error.code == .notFound {
            let directory = try? await AccountDirectory(of: client)
            return (directory ?? AccountDirectory(accounts: nil)).unknown(account)
        } catch {
            return nil
        }
    }
}

extension CommandError {
    fileprivate static let noAccount = CommandError(
        .missingSetting,
        detail: "no account is set",
        remedy:
            "Set FRAME_ACCOUNT_ID or pass --account, with the account's id, its name or the console's address of it, "
            + "or make a profile with framectl init"
    )
}
