import FoundationEssentials

/// Whether the body of a 400 says that there were too many requests, as some gateways do: in a phrase of its message, or in its code.
/// Quoted text in the message is a name and does not count.
enum RateRefusal {
    private static let phrases = [
        "rate exceeded", "rate limited", "rate limit exceeded", "rate limit reached", "rate limit has been exceeded",
        "rate limit has been reached", "exceeded the rate limit", "exceeded your rate limit", "too many requests",
        "request throttled", "request was throttled", "requests are throttled", "being throttled", "been throttled",
        "throttlingexception",
    ]
    private static let codes = [
        "throttling", "throttlingexception", "throttled", "toomanyrequests", "toomanyrequestsexception",
        "ratelimited", "ratelimitexceeded", "rateexceeded", "requestlimitexceeded",
    ]

    static func isMeant(by body: [UInt8], redactor: Redactor) -> Bool {
        guard let message = Excerpt.message(in: body, redactor: redactor) else { return false }
        let words = " " + words(of: unquoted(message)).joined(separator: " ") + " "
        if phrases.contains(where: { words.contains(" \($0) ") }) { return true }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body.prefix(16_384))) else {
            return false
        }
        return [value["__type"], value["code"], value["error"]?["code"], value["error"]?["type"]].contains { code in
            if case .string(let text) = code { codes.contains(Self.words(of: text).joined()) } else { false }
        }
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().unicodeScalars.split { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }.map {
            String($0)
        }
    }

    /// The text without its quoted parts. An apostrophe within a word is no quotation mark.
    private static func unquoted(_ text: String) -> String {
        let marks: [Unicode.Scalar: Unicode.Scalar] = ["'": "'", "\"": "\"", "`": "`", "“": "”", "‘": "’", "«": "»"]
        var (result, end, last) = (String.UnicodeScalarView(), Unicode.Scalar?.none, Unicode.Scalar?.none)
        for scalar in text.unicodeScalars {
            defer { last = scalar }
            if let mark = end {
                if scalar == mark { end = nil }
            } else if let mark = marks[scalar], !(last?.properties.isAlphabetic ?? false) {
                end = mark
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
