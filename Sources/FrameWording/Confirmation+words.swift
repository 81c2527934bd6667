package import FrameOperations

extension Confirmation {
    /// How a plan was confirmed, as the end of a sentence.
    package func words(in terms: Terms) -> String {
        switch self {
        case .typed: "at a terminal"
        case .given: "by \(terms(.confirm))"
        case .blanket: "by \(terms(.yes))"
        }
    }
}
