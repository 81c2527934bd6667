import ArgumentParser

/// A value of an option that says why a text is none. Of one that is only `ExpressibleByArgument` the parser says that it is
/// invalid, and no more.
protocol ExplainedArgument: Sendable {
    /// Reads what was typed.
    init(parsing text: String) throws(ArgumentProblem)
    /// How it can be typed.
    var text: String { get }
}

/// Why a text is no value of an option, as the end of a sentence that quotes the text and names the option.
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

    /// An option that must be given.
    init(name: NameSpecification = .long, help: ArgumentHelp) {
        self.init(name: name, help: help, transform: { try Value(parsing: $0) })
    }
}

extension Option {
    /// An option that may be left out.
    init<Wrapped: ExplainedArgument>(name: NameSpecification = .long, help: ArgumentHelp) where Value == Wrapped? {
        self.init(name: name, help: help, transform: { try Wrapped(parsing: $0) })
    }
}
