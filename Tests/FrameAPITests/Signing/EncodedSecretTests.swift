import Foundation
import Testing

@testable import FrameAPI

/// A hostile service gives back what it was sent in any spelling that a reader, or a reader's tool, reads back.
@Suite("A redactor knows the secret and a signature")
struct EncodedSecretTests {
    static let secret = "c0ffee0123456789abcdefc0ffee0123456789ab"
    static let moment: Int64 = 1_700_000_000

    private static func redactor() throws -> (Redactor, signature: String) {
        let signer = RequestSigner(try Credentials(clientID: Sample.clientID, clientSecret: secret))
        let signature = signer.signature(at: moment)
        _ = signer.headers(at: moment)
        return (signer.redactor, signature)
    }

    /// Ways to spell a text.
    static let spellings: [(name: String, spell: @Sendable (String) -> String)] = [
        ("as it is", { $0 }), ("in capitals", { $0.uppercased() }),
        ("percent-encoded", { $0.utf8.map { "%" + String($0, radix: 16) }.joined() }),
        ("percent-encoded in part", { "%" + String($0.utf8.first ?? 0, radix: 16) + $0.dropFirst() }),
        ("percent-encoded twice", { $0.utf8.map { "%25" + String($0, radix: 16) }.joined() }),
        ("escaped as in JSON", { $0.utf8.map { "\\u00" + String($0, radix: 16) }.joined() }),
        ("escaped as in JSON in JSON", { $0.utf8.map { "\\\\u00" + String($0, radix: 16, uppercase: true) }.joined() }),
        ("escaped as bytes", { $0.utf8.map { "\\x" + String($0, radix: 16) }.joined() }),
        ("base64", { Data($0.utf8).base64EncodedString() }),
        ("base64 behind a byte", { Data("x\($0)y".utf8).base64EncodedString() }),
        ("base64 behind two bytes", { Data("xx\($0)".utf8).base64EncodedString() }),
        ("base64 behind many", { Data("client-id:\($0):0123456789".utf8).base64EncodedString() }),
        (
            "base64 for addresses",
            {
                Data("??>\($0)".utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            }
        ),
        (
            "base64, percent-encoded",
            {
                Data("??>\($0)".utf8).base64EncodedString().replacing("+", with: "%2B").replacing("/", with: "%2F")
            }
        ),
        ("base64 with escaped slashes", { Data("??>\($0)".utf8).base64EncodedString().replacing("/", with: "\\/") }),
    ]

    @Test("in every spelling", arguments: spellings.indices)
    func spelled(index: Int) throws {
        let (redactor, signature) = try Self.redactor()
        for hidden in [Self.secret, signature] {
            let spelled = Self.spellings[index].spell(hidden)
            let shown = redactor.redact("before (\(spelled)) after")
            #expect(!shown.contains(spelled.prefix(12)), "\(Self.spellings[index].name): \(shown)")
            #expect(shown.hasPrefix("before ("))
            #expect(shown.hasSuffix(") after"))
            #expect(shown.contains("<redacted>"))
        }
    }

    @Test("before a text is cut")
    func cut() throws {
        let redaction = Redaction()
        redaction.hide(Secret(Self.secret))
        for spelling in Self.spellings {
            let text = String(repeating: "x", count: 70) + " " + spelling.spell(Self.secret)
            let shown = Redaction.$current.withValue(redaction) { Excerpt.of(text, limit: 80) }
            #expect(shown.hasPrefix(String(repeating: "x", count: 70) + " <redacted"), "\(spelling.name): \(shown)")
        }
    }

    @Test("and leaves everything else as it is")
    func nothingElse() throws {
        let (redactor, _) = try Self.redactor()
        for text in [
            #"{"a":"\u0063%63","b":"","id":"gateway-prod.KR5LDopQG8MzV136"}"#,
            String(repeating: "0123456789abcdef", count: 40),
            Data(String(repeating: "no secret ", count: 20).utf8).base64EncodedString(), #"C:\path\user"#, "100 % …",
            "%", "\\",
            "a0000000-0000-4000-8000-000000000001", #"""x"","y""#,
        ] {
            #expect(redactor.redact(text) == text)
        }
    }

    @Test("in JSON, which stays JSON", arguments: spellings.indices)
    func json(index: Int) throws {
        let (redactor, signature) = try Self.redactor()
        for hidden in [Self.secret, signature] {
            for (before, after) in [("", ""), ("\n", "\n"), ("\\", "\\"), ("\"", "\""), ("é\u{1}", "\t"), ("u00", "n")]
            {
                let name = before + Self.spellings[index].spell(hidden) + after
                let document = try JSONEncoder().encode(["name": name, "other": "x"])
                let shown = redactor.redact(String(decoding: document, as: UTF8.self))
                let read = try JSONDecoder().decode([String: String].self, from: Data(shown.utf8))
                #expect(read["other"] == "x", "\(shown)")
                #expect(read["name"]?.contains("<redacted>") == true, "\(shown)")
            }
        }
    }

    @Test("also when it begins like an escape, or holds quotation marks and backslashes")
    func oddSecrets() throws {
        for secret in ["n0123456789abcdef", "u0063456789", #"a"quoted"secret"#, #"back\slash\secret"#, "%41bcdefgh"] {
            let redactor = Redactor(hidden: [secret])
            for name in [secret, "\n\(secret)", "\\\(secret)", "\"\(secret)\"", "\u{1}\(secret)\n"] {
                let document = String(decoding: try JSONEncoder().encode(["name": name]), as: UTF8.self)
                let shown = redactor.redact(document)
                let read = try JSONDecoder().decode([String: String].self, from: Data(shown.utf8))
                #expect(read["name"]?.contains(secret) == false, "\(secret): \(shown)")
            }
            #expect(
                !redactor.redact("\"\(secret.replacing("\"", with: "\"\""))\",x").contains(secret.prefix(6) + "\"\"")
            )
        }
        // Somebody has copied the quotation marks, too; in JSON they are not the secret's.
        let copied = Redactor(hidden: ["\"0123456789abcdef\""])
        #expect(copied.redact(#"{"name":"0123456789abcdef"}"#) == #"{"name":"<redacted>"}"#)
    }

    /// The ways of those who write out text: JSON, also in JSON and in ASCII, a shell, YAML and CSV, addresses, base64.
    private static func written(_ secret: String) throws -> [String] {
        func json(_ text: String) throws -> String {
            String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        }
        let ascii = try json(secret).utf16.map { (unit: UInt16) -> String in
            unit < 0x80
                ? String(UnicodeScalar(UInt8(unit))) : "\\u\(String(0x1_0000 + Int(unit), radix: 16).dropFirst())"
        }
        .joined()
        let shell = secret.replacing("'", with: #"'\''"#)
        let tight = secret.unicodeScalars.map { (sign: Unicode.Scalar) -> String in
            ["'", "\\"].contains(sign) ? "\\\(sign)" : "'\(sign)'"
        }
        .joined().replacing("''", with: "")
        return [
            secret, try json(secret), try json(json(secret)), ascii, try json(ascii), "'\(shell)'",
            secret.contains("\\") ? secret : tight, "'\(secret.replacing("'", with: "''"))'",
            "\"\(secret.replacing("\"", with: "\"\""))\"",
            secret.utf8.map { (byte: UInt8) -> String in "%\(String(0x100 + Int(byte), radix: 16).dropFirst())" }
                .joined(),
            Data(secret.utf8).base64EncodedString(), Data("x:\(secret)".utf8).base64EncodedString(),
        ]
    }

    @Test(
        "however short it is, and with whatever signs in it, as everybody writes it",
        arguments: [
            "hunter2", "p4ss", "été1", #"back\été-secret"#, #"a\\é\"ü\"#, "ends-with'", "'begins-with",
            "it's-o'clock''",
            #"\\server\share"#, #"per%41cent\é"#, "\"'both-ends'\"",
        ]
    )
    func written(secret: String) throws {
        let redactor = Redactor(hidden: [secret])
        for text in try Self.written(secret) {
            let shown = redactor.redact("before (\(text)) after")
            let parts = shown.split(separator: "<redacted>", omittingEmptySubsequences: false)
            #expect(parts.count == 2, "\(text): \(shown)")
            // What is left are quotation marks around it and their escapes, and the padding of base64.
            #expect(try #/before \(["'\\]*/#.wholeMatch(in: parts[0]) != nil, "\(text): \(shown)")
            #expect(try #/["'\\=]*\)? after/#.wholeMatch(in: parts[parts.count - 1]) != nil, "\(text): \(shown)")
        }
    }

    @Test("with the quotation marks that are its own")
    func ownQuotes() {
        let redactor = Redactor(hidden: ["secret-0123'"])
        for text in ["secret-0123'", "secret-0123", "secret-0123''", #"secret-0123\'"#, "secret-0123%27"] {
            #expect(redactor.redact("[\(text)]") == "[<redacted>]")
        }
        #expect(redactor.redact(#"{"a":"secret-0123'"}"#) == #"{"a":"<redacted>"}"#)
        let double = Redactor(hidden: [#"secret-0123""#])
        #expect(double.redact(#"{"a":"secret-0123\"","b":"secret-0123"}"#) == #"{"a":"<redacted>","b":"<redacted>"}"#)
    }

    @Test("in long texts, in time that grows with their length")
    func long() throws {
        let (redactor, signature) = try Self.redactor()
        for unit in ["0", "a", "%", "\\", "\"", "..", "…", "%25", "\\u0063", "c0ffee"] {
            let text = String(repeating: unit, count: 300_000 / unit.utf8.count)
            #expect(redactor.redact(text).utf8.count > 100_000)
            #expect(!redactor.redact(text + signature).contains(signature))
        }
    }

    @Test("which it learns one by one")
    func learning() throws {
        let redaction = Redaction()
        #expect(redaction.redact(Self.secret) == Self.secret)
        redaction.hide(Secret(Self.secret + "\n"))
        #expect(redaction.redact("a \(Self.secret)") == "a <redacted>")
        let signer = RequestSigner(try Credentials(clientID: "c", clientSecret: Self.secret))
        redaction.hide(signer.redactor)
        let signature = signer.signature(at: 7)
        #expect(redaction.redact(signature) == signature)
        _ = signer.headers(at: 7)
        #expect(redaction.redact(signature + Self.secret) == "<redacted><redacted>")
        #expect(redaction.redact([0xFF] + Array(signature.utf8)) == [0xFF] + Array("<redacted>".utf8))
    }

    @Test(
        "is found where signs beyond ASCII are escaped, also those that take two escapes",
        arguments: [
            #"\u00e9t\u00e9-secret-\ud83d\ude00"#, #"\u00E9t\u00E9-secret-\uD83D\uDE00"#,
            #"ét\u00e9-secret-\ud83d\ude00"#,
            #"\\u00e9t\\u00e9-secret-\\ud83d\\ude00"#, "%C3%A9t%C3%A9-secret-%F0%9F%98%80",
        ]
    )
    func beyondASCII(text: String) {
        let redactor = Redactor(hidden: ["été-secret-😀"])
        #expect(redactor.redact("[\"\(text)\"]") == "[\"<redacted>\"]")
        #expect(redactor.redact(#"\ud83d \ud83dx \ude00"#) == #"\ud83d \ud83dx \ude00"#)
    }
}
