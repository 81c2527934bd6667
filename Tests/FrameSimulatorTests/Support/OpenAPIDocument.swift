import FoundationEssentials
import Testing

/// The operations of `docs/openapi.yaml`, read by their indentation. What they promise is held against the simulator by
/// `make conformance`; here it is enough to know what stands in the document.
struct OpenAPIDocument {
    struct Operation: Equatable {
        let path: String
        let method: String
        var id: String?
        var certainty: String?
        var statuses: Set<Int> = []

        /// As in `GET /accounts/*/pools`.
        var pattern: String { "\(method) \(path.replacing(/\{[a-z_]+\}/, with: "*"))" }
    }

    let text: String
    private(set) var operations: [Operation] = []

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/openapi.yaml")
        text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n").drop { $0 != "paths:" }.prefix { $0 != "components:" }
        var path = ""
        for line in lines {
            if let match = line.wholeMatch(of: #/ {2}(/.*):/#) {
                path = String(match.1)
            } else if let match = line.wholeMatch(of: #/ {4}(get|put|post|patch|delete|head|options|trace):/#) {
                operations.append(Operation(path: path, method: match.1.uppercased()))
            } else if let last = operations.indices.last, operations[last].path == path {
                operations[last].read(line)
            }
        }
    }

    /// The value of `example` of a parameter among the components.
    func example(of parameter: String) throws -> String {
        let part = try #require(text.split(separator: "\n    \(parameter):\n").dropFirst().first)
        let line = try #require(part.split(separator: "\n").first { $0.hasPrefix("      example: ") })
        return String(line.dropFirst("      example: ".count))
    }
}

extension OpenAPIDocument.Operation {
    fileprivate mutating func read(_ line: Substring) {
        if let match = line.wholeMatch(of: #/ {6}operationId: (.+)/#) { id = String(match.1) }
        if let match = line.wholeMatch(of: #/ {6}x-certainty: (.+)/#) { certainty = String(match.1) }
        if let match = line.wholeMatch(of: #/ {8}"(\d+)":.*/#), let status = Int(match.1) { statuses.insert(status) }
    }
}
