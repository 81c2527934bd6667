import ArgumentParser

/// A value of an option that explains an invalid text. For a value that is only `ExpressibleByArgument`, the parser's message is only that
/// it is invalid.
protocol ExplainedArgument: Sendable {
    /// Parses the typed text.
    init(parsing text: String) throws(ArgumentProblem)
    /// The value in typed form.
    var text: String { get }
}

/// Why a text is an invalid value of an option, as the end of a sentence that quotes the text and names the option.
struct ArgumentProblem: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Option where Value: ExplainedArgument {
    /// An option with a default, which its help states.
    init(wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp) {
        var help = help
        help.abstract += " (default: \(wrappedValue.text))"
        self.init(wrappedValue: wrappedValue, name: name, help: help, transform: { try Value(parsing: $0) })
    }

    /// A required option.
    init(name: NameSpecification = .long, help: ArgumentHelp) {
        self.init(name: name, help: help, transform: { try Value(parsing: $0) })
    }
}

extension Option {
    /// An optional option.
    init<Wrapped: ExplainedArgument>(name: NameSpecification = .long, help: ArgumentHelp) where Value == Wrapped? {
        self.init(name: name, help: help, transform: { try Wrapped(parsing: $0) })
    }
}
