import Yams

/// A value of a settings file, with its line.
package struct SettingsNode: Sendable {
    /// The content of a settings file.
    package enum Content: Sendable {
        /// A word, a number or a sentence, in its spelling.
        case text(String)
        /// Several values.
        case list([SettingsNode])
        /// Values by name, in the file's order.
        case table([Member])
        /// A name without a value.
        case nothing
    }

    /// One name with its value.
    package struct Member: Sendable {
        package let key: String
        /// The line of the name, from 1.
        package let line: Int
        package let value: SettingsNode
    }

    /// The line, from 1.
    package let line: Int
    package let content: Content

    /// Deeply nested values, and aliases that stand for many, are not expected in settings.
    package struct TooMuch: Error {}
    /// A name is not a word.
    package struct UnreadableKey: Error {
        package let line: Int
    }

    /// The maximum number of values of a file, with aliases counted as often as they are used.
    private static let most = 2_000

    /// Converts the parser's result.
    init(_ node: Yams.Node) throws {
        var left = Self.most
        try self.init(node, &left)
    }

    private init(_ node: Yams.Node, _ left: inout Int) throws {
        left -= 1
        guard left > 0 else { throw TooMuch() }
        line = node.mark?.line ?? 1
        switch node {
        case .scalar(let scalar):
            let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string.lowercased())
            content = isNothing ? .nothing : .text(scalar.string)
        case .sequence(let sequence):
            content = .list(try sequence.map { try SettingsNode($0, &left) })
        case .mapping(let mapping):
            content = .table(
                try mapping.map { key, value in
                    let line = key.mark?.line ?? 1
                    guard case .scalar(let name) = key else { throw UnreadableKey(line: line) }
                    return Member(key: name.string, line: line, value: try SettingsNode(value, &left))
                }
            )
        case .alias:
            content = .nothing
        }
    }
}
