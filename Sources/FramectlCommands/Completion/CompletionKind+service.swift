import ArgumentParser
import FrameAPI
import FrameOperations
import FrameSettings

/// Words that the service or the journal provides.
extension CompletionKind {
    /// The names of the account's pools; the ids of those without a name, with a name that is not unique, or with a name that is not safe
    /// in a shell.
    static let pools = found { request in
        let pools = try await request.ask { try await $0.client.pools(of: $0.account()) }
        let counts = Dictionary(grouping: pools.compactMap(\.name), by: { $0.lowercased() }).mapValues(\.count)
        return pools.compactMap { pool in
            pool.name.flatMap { counts[$0.lowercased()] == 1 && CompletionWord.isSafe($0) ? $0 : nil } ?? pool.id?.value
        }
    }

    /// The kinds of the account's pools.
    static let kinds = found { request in
        let pools = try await request.ask { try await $0.client.pools(of: $0.account()) }
        return Set(pools.compactMap(\.kind)).sorted()
    }

    /// The ids of the account's sessions.
    static let sessions = found { request in
        try await request.ask { try await $0.client.activeSessions(of: $0.account()) }.compactMap {
            $0.id?.value
        }
    }

    /// The unique names of the accounts that the credential can see, and the ids of all.
    static let accounts = found { request in
        let accounts = try await request.ask { try await $0.client.accounts() }
        let counts = Dictionary(grouping: accounts.compactMap(\.name), by: { $0.lowercased() }).mapValues(\.count)
        return accounts.compactMap(\.name).filter { counts[$0.lowercased()] == 1 } + accounts.map(\.id.value)
    }

    /// The names of the profiles.
    static let profiles = found { ProfileStore(environment: $0.context.environment)?.names.map(\.text) ?? [] }

    /// The names of the credentials.
    static let credentials = found { request in
        ProfileStore(environment: request.context.environment)?.credentialNames.map(\.text) ?? []
    }

    /// The ids of the runs in the journal, the last first.
    static let runs = found { request in
        let journal = try await JournalOptions.parse(Array(request.given(["--journal"]).prefix(1)))
            .existingStore(in: request.context)
        return try await journal?.runIDs().reversed() ?? []
    }
}

extension CompletionRequest {
    fileprivate func ask<Value: Sendable>(
        _ question: (ServiceConnection) async throws -> Value
    ) async throws -> Value {
        var context = context
        context.terminal = SilentTerminal()
        return try await ServiceConnection.with(try await connection, in: context, retry: ReadRetry.none) {
            service,
            _ in
            try await question(service)
        }
    }
}

/// A terminal without output.
private struct SilentTerminal: Terminal {
    func write(_ text: String, to stream: OutputStream) -> Bool { true }
    func readLine(isSecret: Bool) async -> String? { nil }
    func isInteractive(_ stream: StandardStream) -> Bool { false }
    func size() -> TerminalSize { .usual }
}
