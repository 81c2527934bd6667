/// The requests of a rule: `GET /accounts/*/pools`, relative to the base. A `*` stands for any method, or for exactly one segment.
package struct RequestPattern: Sendable, Equatable {
    package struct Refusal: Error, Sendable, Equatable {
        package let remedy: String
    }

    package let text: String
    private let method: String
    private let segments: [String]

    package init(_ text: String) throws(Refusal) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 2, words[1].utf8.first == UInt8(ascii: "/") else {
            throw Refusal(remedy: "write a method and a path, like GET /accounts/*/pools")
        }
        let methods = ["*", "GET", "POST", "DELETE"]
        guard methods.contains(words[0]) else {
            throw Refusal(remedy: "begin with one of \(methods.joined(separator: ", "))")
        }
        let path = words[1].split(separator: "/").map(String.init)
        guard path.first != "v1" else {
            throw Refusal(remedy: "write the path without the base /v1")
        }
        guard Endpoint.allCases.contains(where: { $0.mayMatch(path) }) else {
            throw Refusal(remedy: "name the path of an endpoint of docs/simulator.md, with * for one segment")
        }
        self.text = text
        method = words[0]
        segments = path
    }

    func matches(method: String, segments path: [String]) -> Bool {
        guard self.method == "*" || self.method == method, path.count == segments.count else { return false }
        return zip(segments, path).allSatisfy { $0 == "*" || $0 == $1 }
    }
}
