/// Why a scenario was refused: the key, the value, and the remedy.
package struct ScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case notJSON, unknownKey, missingKey, wrongType, impossibleValue, unknownReference, duplicate, unknownName
    }

    package let code: Code
    /// Its place, like `accounts[0].pools[2].max_servers`; empty for the document itself.
    package let key: String
    package let value: String
    package let remedy: String

    package var description: String {
        let place = key.isEmpty ? "scenario" : key
        return value.isEmpty ? "\(place): \(remedy)" : "\(place): \(value): \(remedy)"
    }

    init(_ code: Code, key: String, value: String, remedy: String) {
        self.code = code
        self.key = key
        self.value = value
        self.remedy = remedy
    }

    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let missing, let context):
            let place = (context.codingPath + [missing]).place
            self.init(.missingKey, key: place, value: "missing", remedy: "add the key \"\(missing.stringValue)\"")
        case .typeMismatch(let type, let context):
            let place = context.codingPath.place
            self.init(.wrongType, key: place, value: "wrong type", remedy: "give it as \(Self.noun(type))")
        case .valueNotFound(let type, let context):
            let place = context.codingPath.place
            let remedy = "give it as \(Self.noun(type)), or leave the key out if it is optional"
            self.init(.wrongType, key: place, value: "null", remedy: remedy)
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let place = context.codingPath.place
            self.init(.wrongType, key: place, value: context.debugDescription, remedy: "correct the value")
        case .dataCorrupted(let context):
            let cause = context.underlyingError.map { "\($0)" } ?? context.debugDescription
            self.init(.notJSON, key: "", value: cause, remedy: "write the scenario as one JSON object")
        @unknown default:
            self.init(.notJSON, key: "", value: "\(error)", remedy: "write the scenario as one JSON object")
        }
    }

    private static func noun(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Int.Type: "a whole number"
        case is Double.Type: "a number"
        case is Bool.Type: "true or false"
        case is [Any].Type: "a list"
        default: "an object, or what docs/simulator.md says for this key"
        }
    }
}

extension [any CodingKey] {
    /// The path in the usual form: `accounts[0].pools[2].kind`.
    var place: String {
        reduce(into: "") { place, key in
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += place.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}
