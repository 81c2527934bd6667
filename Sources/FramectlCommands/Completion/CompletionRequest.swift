import ArgumentParser
import FrameAPI

/// A shell that wants to know how a word can go on.
///
/// Whoever presses a key is not to wait long and not to be disturbed: after a moment, and when anything fails, there are no words.
struct CompletionRequest: Sendable {
    /// What the closures of the parser's completions are given; they are declared with the options, where there is no context yet.
    @TaskLocal static var context: CommandContext?

    /// How long it may take.
    private static let limit: Duration = .seconds(3)

    let context: CommandContext
    /// The command line so far, as the shell has it.
    let words: [String]

    /// Finds words, or nothing.
    ///
    /// - Parameter find: Where they come from.
    /// - Returns: The words, as the shell that asks wants to have them; those that no shell could be trusted with are left out.
    func words(from find: @escaping @Sendable (CompletionRequest) async throws -> [String]) async -> [String] {
        let found = try? await withTimeLimit(Self.limit, on: context.time) { try await find(self) }
        // A word that holds something of a credential would not be the word any more.
        return (found ?? []).filter { context.redaction.redact($0) == $0 }.compactMap { CompletionWord.escaped($0) }
    }

    /// The options of the connection that are on the command line already.
    var connection: ConnectionOptions {
        get async throws {
            let names = ["--profile", "--account", "--api-url", "--client-id", "--client-secret-file", "--ca-file"]
            return try await ConnectionOptions.parsing(given(names))
        }
    }

    /// Options that are on the command line already, in either form, each as one word.
    func given(_ names: [String]) -> [String] {
        words.indices.compactMap { index in
            let parts = words[index].parts(between: "=", maxSplits: 1)
            guard names.contains(parts[0]) else { return nil }
            let next = words.indices.contains(index + 1) ? words[index + 1] : nil
            return (parts.count > 1 ? parts[1] : next).map { "\(parts[0])=\(Self.withoutQuotes($0))" }
        }
    }

    /// A word of the command line without the quotes that it is typed with.
    static func withoutQuotes(_ word: String) -> String {
        word.rewritten { $0 == "\"" || $0 == "'" || $0 == "\\" ? "" : nil }
    }
}

extension CompletionKind {
    /// Words that are found when they are asked for.
    static func found(_ find: @escaping @Sendable (CompletionRequest) async throws -> [String]) -> CompletionKind {
        .custom { words, _, _ in
            guard let context = CompletionRequest.context else { return [] }
            return await CompletionRequest(context: context, words: words).words(from: find)
        }
    }
}
