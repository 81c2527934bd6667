import FoundationEssentials
import FrameAPI

/// The id of a run: the moment it began, in UTC, and four random letters, so that ids sort by time.
enum RunID {
    static func make(at moment: Date, using random: RandomSource) -> String {
        var random = random
        let digits = moment.formatted(.iso8601).filter { $0.isASCII && ($0.isNumber || $0 == "T") }
        let letters = (0..<4).map { _ in "abcdefghjkmnpqrstvwxyz".randomElement(using: &random) ?? "x" }
        return "\(digits)-\(String(letters))"
    }
}
