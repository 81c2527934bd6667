import ArgumentParser
import FrameAPI

/// A shell's request for completions of a word.
///
/// It must be fast and must not disturb: after a moment, and when anything fails, there are no words.
struct CompletionRequest: Sendable {
    /// The input of the parser's completion closures, which are declared with the options, where there is no context yet.
    @TaskLocal static var context: CommandContext?

    /// The maximum time.
    private static let limit: Duration = .seconds(3)

    let context: CommandContext
    /// The command line so far, in the shell's form.
    let words: [String]

    /// Finds words, or nothing.
    ///
    /// - Parameter find: The source of the words.
    /// - Returns: The words, in the form of the requesting shell; words that are not safe in every shell are omitted.
    func words(from find: @escaping @Sendable (CompletionRequest) async throws -> [String]) async -> [String] {
        let found = try? await withTimeLimit(Self.limit, on: context.time) { try await find(self) }
        // A word that contains a part of a credential cannot be shown.
        return (found ?? []).filter { context.redaction.redact($0) == $0 }.compactMap { CompletionWord.escaped($0) }
    }

    /// The connection options that are already on the command line.
    var connection: ConnectionOptions {
        get async throws {
            let names = ["--profile", "--account", "--api-url", "--client-id", "--client-secret-file", "--ca-file"]
            return try await ConnectionOptions.parsing(given(names))
        }
    }

    /// Options that are already on the command line, in either form, each as one word.
    func given(_ names: [String]) -> [String] {
        words.indices.compactMap { index in
            let parts = words[index].parts(between: "=", maxSplits: 1)
            guard names.contains(parts[0]) else { return nil }
            let next = words.indices.contains(index + 1) ? words[index + 1] : nil
            return (parts.count > 1 ? parts[1] : next).map { "\(parts[0])=\(Self.withoutQuotes($0))" }
        }
    }

    /// A word of the command line without its quotes.
    static func withoutQuotes(_ word: String) -> String {
        word.rewritten { $0 == "\"" || $0 == "'" || $0 == "\\" ? "" : nil }
    }
}

extension CompletionKind {
    /// Words that are found on demand.
    static func found(_ find: @escaping @Sendable (CompletionRequest) async throws -> [String]) -> CompletionKind {
        .custom { words, _, _ in
            guard let context = CompletionRequest.context else { return [] }
            return await CompletionRequest(context: context, words: words).words(from: find)
        }
    }
}
