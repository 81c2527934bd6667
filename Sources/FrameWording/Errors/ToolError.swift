/// Any error of the tool: a stable word, the error, and the remedy.
package protocol ToolError: Error {
    associatedtype Code: RawRepresentable<String>

    /// The error, as a stable word.
    var code: Code { get }

    /// The error in words, and the remedy, in the terms of a front end.
    func words(in terms: Terms) -> ErrorWords
}

/// The text of an error: the beginning of a sentence without its end, and the remedy.
package struct ErrorWords: Sendable, Equatable {
    /// The error.
    package let detail: String
    /// The remedy.
    package let remedy: String

    /// Makes words.
    package init(detail: String, remedy: String) {
        self.detail = detail
        self.remedy = remedy
    }
}
