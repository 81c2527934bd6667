import Crypto
import FoundationEssentials
import FrameAPI

/// The seal of a saved plan: the SHA-256 of every byte before its line.
struct PlanDigest: ExplainedArgument, Hashable {
    /// The printable form, `sha256:` and 64 hexadecimal digits.
    let text: String

    init(_ hash: SHA256.Digest) {
        text = Self.prefix + Array(hash).hexadecimal
    }

    /// Reads a digest in its printable form, or as `sha256sum` prints it.
    init(parsing text: String) throws(ArgumentProblem) {
        let digits = text.begins(with: Self.prefix) ? text.utf8.dropFirst(Self.prefix.utf8.count) : text.utf8[...]
        guard digits.count == 64, digits.allSatisfy({ $0.hexadecimalValue != nil }) else {
            throw ArgumentProblem("expected sha256: and 64 hexadecimal digits, as framectl plan -o prints them")
        }
        self.text = Self.prefix + String(Substring(digits)).lowercased()
    }

    private static let prefix = "sha256:"

    /// The two lines that end a saved plan.
    var ending: String { "  \"digest\" : \"\(text)\"\n}\n" }

    /// How many bytes such an ending has.
    static let endingSize = PlanDigest(SHA256.hash(data: [])).ending.utf8.count

    /// Whether bytes look like the ending of a saved plan, with any digest.
    static func isEnding(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.starts(with: #"  "digest" : "sha256:"#.utf8) && bytes.suffix(4).elementsEqual("\"\n}\n".utf8)
    }
}
