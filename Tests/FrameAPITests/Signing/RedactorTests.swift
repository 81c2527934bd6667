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
            ("CANARY", "CANARY"),
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

    @Test("of a signed request hides the secret and that request's signature")
    func ofARequest() throws {
        let signer = RequestSigner(try Sample.credentials())
        let redactor = signer.redactor(for: signer.headers(at: 1_700_000_000))
        let echoed = "\(Sample.clientID) \(Sample.secret) \(Sample.signatureAt1700000000)"
        #expect(redactor.redact(echoed) == "\(Sample.clientID) <redacted> <redacted>")
    }
}
