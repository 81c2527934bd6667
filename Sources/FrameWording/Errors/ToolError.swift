/// Any error of the tool: a stable word, what was wrong, and what to do.
package protocol ToolError: Error {
    associatedtype Code: RawRepresentable<String>

    /// What was wrong, as a stable word.
    var code: Code { get }

    /// The same in words, and what to do, in the terms of a front end.
    func words(in terms: Terms) -> ErrorWords
}

/// What is said of an error: the beginning of a sentence without its end, and what to do.
package struct ErrorWords: Sendable, Equatable {
    /// What was wrong.
    package let detail: String
    /// What to do.
    package let remedy: String

    /// Takes words.
    package init(detail: String, remedy: String) {
        self.detail = detail
        self.remedy = remedy
    }
}
