import Testing

@testable import FrameAPI

@Suite("A redactor")
struct RedactorTests {
    @Test(
        "takes every occurrence out and leaves the rest",
        arguments: [
            ("canary", "<redacted>"),
            ("a canary, a canary", "a <redacted>, a <redacted>"),
            ("canarycanary", "<redacted><redacted>"),
            ("cancanary", "can<redacted>"),
            ("canar", "canar"),
            ("a CaNARY", "a <redacted>"),
            ("größe canary größe", "größe <redacted> größe"),
            ("", ""),
        ]
    )
    func texts(_ text: String, _ expected: String) {
        #expect(Redactor(hidden: ["canary"]).redact(text) == expected)
    }

    @Test("hides several values")
    func severalValues() {
        #expect(Redactor(hidden: ["one", "two"]).redact("one, two, three") == "<redacted>, <redacted>, three")
    }

    @Test("lets bytes that are not UTF-8 pass as they are")
    func bytes() {
        let hidden = Redactor(hidden: ["canary"])
        #expect(
            hidden.redact([0xFF, 0xFE] + Array("canary".utf8) + [0xC0]) == [0xFF, 0xFE] + Array("<redacted>".utf8) + [
                0xC0
            ]
        )
    }

    @Test("hides nothing when there is nothing to hide")
    func nothing() {
        #expect(Redactor(hidden: [""]).redact("abc") == "abc")
        #expect(Redactor(hidden: []).redact("abc") == "abc")
    }

    @Test("finds a signature at any place in a run of digits, and several of them", arguments: [0, 1, 63, 64, 65, 200])
    func inARun(_ before: Int) throws {
        let signer = RequestSigner(try Sample.credentials())
        _ = signer.headers(at: 1_700_000_000)
        let (signature, digits) = (Sample.signatureAt1700000000, String(repeating: "a", count: before))
        let redacted = digits + "<redacted>"
        #expect(signer.redactor.redact(digits + signature) == redacted)
        #expect(signer.redactor.redact(digits + signature + "bb" + signature.uppercased()) == redacted + "bb<redacted>")
        #expect(signer.redactor.redact(digits + signature + signature + digits) == redacted + "<redacted>" + digits)
        #expect(signer.redactor.redact(digits + "x" + signature + "x") == digits + "x<redacted>x")
        #expect(signer.redactor.redact(digits + signature.dropLast() + "x") == digits + signature.dropLast() + "x")
    }

    @Test("knows the signatures of the last hour in which something was sent in every second, and no more than those")
    func lastHour() throws {
        let signer = RequestSigner(try Sample.credentials())
        let first: Int64 = 1_700_000_000
        // The last one ends with digits like an earlier one's, which are still looked for when that one is forgotten.
        for timestamp in first...first + 3_600 { _ = signer.headers(at: timestamp) }
        let forgotten = signer.signature(at: first)
        #expect(signer.redactor.redact(forgotten) == forgotten)
        for timestamp in [first + 1, first + 1_800, first + 3_600] {
            #expect(signer.redactor.redact(signer.signature(at: timestamp)) == "<redacted>")
        }
        // What is sent again is the youngest again.
        _ = signer.headers(at: first)
        #expect(signer.redactor.redact(forgotten) == "<redacted>")
        #expect(signer.redactor.redact(signer.signature(at: first + 1)) == signer.signature(at: first + 1))
    }

    @Test("leaves out the end of bytes that went on, for it may be a beginning")
    func excerpt() {
        let hidden = Redactor(hidden: ["canary"])
        let bytes = Array((String(repeating: "x", count: 100) + "canary" + "canar").utf8)
        let shown = String(decoding: hidden.redact(bytes, isExcerpt: true), as: UTF8.self)
        #expect(!shown.contains("can"))
        #expect(String(decoding: hidden.redact(bytes, isExcerpt: false), as: UTF8.self).hasSuffix("<redacted>canar"))
    }

    @Test("hides the secret and every signature that was sent, in either case, and no other digits")
    func ofARequest() throws {
        let signer = RequestSigner(try Sample.credentials())
        let redactor = signer.redactor
        let digest = String(repeating: "fedcba9876543210", count: 4)
        _ = signer.headers(at: 1_700_000_000)
        _ = signer.headers(at: 1_700_000_001)
        let signature = Sample.signatureAt1700000000
        let echoed =
            "\(Sample.clientID) \(Sample.secret) \(signature) \(signature.uppercased()) ab\(signature)ff \(digest)"
        #expect(
            redactor.redact(echoed)
                == "\(Sample.clientID) <redacted> <redacted> <redacted> ab<redacted>ff \(digest)"
        )
    }
}
