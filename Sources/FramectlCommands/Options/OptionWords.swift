import ArgumentParser
import FrameAPI

extension ParsableArguments {
    /// The command-line words of these options, in the order of their declarations; options with their default value are omitted.
    ///
    /// They are read by reflection, so that no option can be forgotten: each is named like its property, as in the parser.
    func words() async throws -> [String] {
        let usual = try await OptionsAlone<Self>.asyncParse([]).options
        return Mirror(reflecting: self).words(unlike: Mirror(reflecting: usual))
    }
}

/// A command with only some options, where there is no command that has them.
struct OptionsAlone<Options: ParsableArguments>: AsyncParsableCommand {
    @OptionGroup var options: Options
}

extension Mirror {
    fileprivate func words(unlike usual: Mirror) -> [String] {
        zip(children, usual.children).flatMap { given, usual in
            (given.value as? any GivenArgument)?.words(as: given.label ?? "", unlike: usual.value) ?? []
        }
    }
}

/// A declaration in a group of options.
private protocol GivenArgument {
    associatedtype Value
    var wrappedValue: Value { get }
}

extension Option: GivenArgument {}
extension Flag: GivenArgument {}
extension OptionGroup: GivenArgument {}

extension GivenArgument {
    fileprivate func words(as property: String, unlike usual: Any) -> [String] {
        guard let usual = (usual as? Self)?.wrappedValue else { return [] }
        if wrappedValue is any ParsableArguments {
            return Mirror(reflecting: wrappedValue).words(unlike: Mirror(reflecting: usual))
        }
        let texts = texts(of: wrappedValue)
        guard texts != self.texts(of: usual) else { return [] }
        let option = "--" + property.kebabCase
        // A value that looks like an option would be parsed as one.
        return texts.flatMap { $0.isEmpty ? [option] : $0.begins(with: "-") ? ["\(option)=\($0)"] : [option, $0] }
    }

    /// The values in typed form; that of a flag is empty.
    private func texts(of value: Any) -> [String] {
        switch value {
        case let value as Bool: value ? [""] : []
        case let value as any ExplainedArgument: [value.text]
        case let value as any RawRepresentable<String>: [value.rawValue]
        case let values as [Any]: values.flatMap(texts)
        default:
            switch Mirror(reflecting: value).displayStyle {
            case .optional: Mirror(reflecting: value).children.flatMap { texts(of: $0.value) }
            default: ["\(value)"]
            }
        }
    }
}

extension String {
    /// The name of an option whose property has this name: `_maxSessions` is `max-sessions`.
    fileprivate var kebabCase: String {
        drop { $0 == "_" }.reduce(into: "") { name, letter in
            name += letter.isUppercase ? "-\(letter.lowercased())" : "\(letter)"
        }
    }
}
