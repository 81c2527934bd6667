extension Scenario {
    /// The built-in scenarios, in the order to show them.
    package static let builtInNames = ["tradeshow", "classroom", "empty", "large"]

    /// - Throws: ``ScenarioError`` when there is none of this name.
    package static func builtIn(_ name: String) throws -> Scenario {
        switch name {
        case "tradeshow": try decode(PackageResources.tradeshow_json)
        case "classroom": try decode(PackageResources.classroom_json)
        case "empty": try decode(PackageResources.empty_json)
        case "large": try decode(PackageResources.large_json)
        default:
            throw ScenarioError(
                .unknownName,
                key: "",
                value: "\"\(name)\"",
                remedy: "no such scenario; one of \(builtInNames.joined(separator: ", ")) is built in"
            )
        }
    }
}
