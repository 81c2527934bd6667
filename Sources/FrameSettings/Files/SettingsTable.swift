import FrameAPI

/// A value and its line in the file.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let line: Int
}

/// The names and values of a settings file, or of one of its groups, provided by type. A value of the wrong type, or an unknown name, is
/// refused with its name, file and line.
package struct SettingsTable: Sendable {
    /// The file.
    package let path: String
    /// The group's name; empty at the top of the file.
    package let group: String
    private let members: [SettingsNode.Member]

    /// Makes a table of the values of a file.
    package init(path: String, group: String = "", members: [SettingsNode.Member]) {
        self.path = path
        self.group = group
        self.members = members
    }

    /// Refuses a name that is not among the known ones.
    package func refuseUnknown(besides known: [String]) throws(SettingsError) {
        guard let member = members.first(where: { !known.contains($0.key) }) else { return }
        throw problem(member.key, line: member.line, .unknown(among: known))
    }

    /// A text.
    package func text(_ key: String) throws(SettingsError) -> Located<String>? {
        guard let member = member(key) else { return nil }
        guard case .text(let text) = member.value.content, !text.isBlank else {
            throw problem(key, line: member.line, .notText)
        }
        return Located(value: text, line: member.line)
    }

    /// One text, or a list of them; empty when the name is missing.
    package func texts(_ key: String) throws(SettingsError) -> [String] {
        guard let member = member(key) else { return [] }
        let nodes: [SettingsNode] =
            if case .list(let nodes) = member.value.content { nodes } else { [member.value] }
        var texts: [String] = []
        for node in nodes {
            guard case .text(let text) = node.content, !text.isBlank else {
                throw problem(key, line: node.line, .notTexts)
            }
            texts.append(text)
        }
        return texts
    }

    /// A Boolean; `false` when the name is missing.
    package func flag(_ key: String) throws(SettingsError) -> Bool {
        guard let member = member(key) else { return false }
        guard case .text(let text) = member.value.content, let value = Self.truth[text.lowercased()] else {
            throw problem(key, line: member.line, .notTruth)
        }
        return value
    }

    private static var truth: [String: Bool] { ["true": true, "yes": true, "false": false, "no": false] }

    /// An integer from 0.
    package func number(_ key: String) throws(SettingsError) -> Int? {
        guard let member = member(key) else { return nil }
        guard case .text(let text) = member.value.content, let number = Int(text), !text.begins(with: "-") else {
            throw problem(key, line: member.line, .notNumber)
        }
        return number
    }

    /// A group of names and values.
    package func table(_ key: String) throws(SettingsError) -> SettingsTable? {
        guard let member = member(key) else { return nil }
        guard case .table(let members) = member.value.content else {
            throw problem(key, line: member.line, .notGroup)
        }
        return SettingsTable(path: path, group: fullName(key), members: members)
    }

    /// The line of a name; 1 when it is missing.
    package func line(of key: String) -> Int { member(key)?.line ?? 1 }

    /// An error at a line of the file.
    package func problem(_ key: String, line: Int, _ flaw: SettingsError.SettingFlaw) -> SettingsError {
        .invalidSetting(key: fullName(key), file: path, line: line, flaw)
    }

    /// Every value in the file's order, with groups flattened.
    package var rows: [(name: String, value: String, line: Int)] {
        members.flatMap { member -> [(name: String, value: String, line: Int)] in
            if case .table(let members) = member.value.content {
                return SettingsTable(path: path, group: fullName(member.key), members: members).rows
            }
            return [(fullName(member.key), Self.words(member.value), member.line)]
        }
    }

    private static func words(_ node: SettingsNode) -> String {
        switch node.content {
        case .text(let text): text
        case .list(let nodes): nodes.map(words).joined(separator: ", ")
        case .table, .nothing: ""
        }
    }

    private func fullName(_ key: String) -> String { group.isEmpty ? key : "\(group).\(key)" }

    private func member(_ key: String) -> SettingsNode.Member? { members.first { $0.key == key } }
}
