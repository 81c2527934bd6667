import ArgumentParser
import FrameAPI

extension ParsableArguments {
    /// The words of a command line that give these options again, in the order of their declarations; what has its default is left out.
    ///
    /// Read by reflection, so that no option can be forgotten: each is named as its property is, as the parser does it.
    func words() async throws -> [String] {
        let usual = try await OptionsAlone<Self>.asyncParse([]).options
        return Mirror(reflecting: self).words(unlike: Mirror(reflecting: usual))
    }
}

/// A command with nothing but some options, for where there is none that has them.
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
        // A value that looks like an option would be taken for one.
        return texts.flatMap { $0.isEmpty ? [option] : $0.begins(with: "-") ? ["\(option)=\($0)"] : [option, $0] }
    }

    /// The values as they are typed; that of a flag is empty.
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
