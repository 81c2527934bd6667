import FrameAPI
import Glibc
import Yams

/// A settings file in YAML, read strictly.
package struct SettingsFile: Sendable {
    /// Its path.
    package let path: String
    /// Its content.
    package let table: SettingsTable

    /// The users that may be able to write a trusted file.
    package enum Writers: Sendable {
        /// Its user alone, because its content may run a command.
        case userAlone
        /// Its user and a group, because it can only narrow.
        case userAndGroup

        fileprivate var forbidden: mode_t { self == .userAlone ? 0o022 : 0o002 }
    }

    /// A larger file is no settings file.
    private static let largest = 64 << 10

    /// Reads a file; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - writers: The users that may be able to write it.
    ///   - root: The folder of all settings: it and the folders in it have to be as safe as the file. No folder above may be writable by
    ///     everybody. `nil` for a file that can only narrow.
    /// - Throws: ``SettingsError``: `unsafe-file`, when another user may have written it; `invalid-setting`, when it is not understood,
    ///   with the line.
    package init?(reading path: String, writers: Writers, below root: String? = nil) throws(SettingsError) {
        let file: BoundedFile
        do throws(BoundedFile.Problem) {
            file = try BoundedFile(reading: path, limit: Self.largest)
        } catch {
            guard error != .missing else { return nil }
            throw .unreadableFile(path, .problem(error))
        }
        try SafePlace(writers: writers.forbidden).check(file.status, at: path, below: root)
        guard let text = file.text else { throw .unreadableFile(path, .notText(why: file.whyNoText)) }
        try self.init(path: path, text: text)
    }

    /// Parses the text of a file.
    package init(path: String, text: String) throws(SettingsError) {
        self.path = path
        table = SettingsTable(path: path, members: try Self.members(of: text, path))
    }

    private static func members(of text: String, _ path: String) throws(SettingsError) -> [SettingsNode.Member] {
        do {
            guard let root = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot().map({ try SettingsNode($0) })
            else { return [] }
            switch root.content {
            case .table(let members): return members
            case .nothing: return []
            case .text, .list: throw SettingsError.notUnderstood(path, line: root.line, .notATable)
            }
        } catch let error as SettingsError {
            throw error
        } catch let error as YamlError {
            throw .notUnderstood(path, line: error.line, error.flaw)
        } catch let error as SettingsNode.UnreadableKey {
            throw .notUnderstood(path, line: error.line, .unreadableKey)
        } catch {
            throw .notUnderstood(path, line: nil, .tooMuch)
        }
    }
}

extension YamlError {
    /// The line of the problem, from 1, when it is known.
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    /// The problem, without any of the file's text.
    fileprivate var flaw: SettingsError.SyntaxFlaw {
        switch self {
        case .scanner(let context, let problem, _, _), .parser(let context, let problem, _, _),
            .composer(let context, let problem, _, _):
            .parser((context.map { "\($0.text) " } ?? "") + problem)
        case .duplicatedKeysInMapping(let keys, _): .duplicate(keys)
        default: .notYAML
        }
    }
}
