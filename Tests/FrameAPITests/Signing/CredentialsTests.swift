import Testing

@testable import FrameAPI

@Suite("Credentials")
struct CredentialsTests {
    @Test("drop the space around either part, such as a file's last newline")
    func trimming() throws {
        let credentials = try Credentials(clientID: " client\t", clientSecret: "\n secret\r\n")
        #expect(credentials.clientID == "client")
        #expect(RequestSigner(credentials).signature(at: 1).hasPrefix("06d048f1470da37f"))
    }

    @Test("are of no particular shape", arguments: ["x", "ключ", "a b", "40-hex-it-is-not", "\"'<>&%"])
    func anyShape(_ text: String) throws {
        let credentials = try Credentials(clientID: text, clientSecret: text)
        #expect(credentials.clientID == text)
        #expect(credentials.secret.text == text)
    }

    @Test("are refused when the client id cannot be one", arguments: ["", "  \n", "a\nb", "a\u{0}b", "a\r\nX-Evil: 1"])
    func badClientID(_ text: String) throws {
        let error = try #require(throws: FrameAPIError.self) { try Credentials(clientID: text, clientSecret: "secret") }
        #expect(error.code == .invalidCredentials)
        #expect(error.detail == "the client id is empty or holds a control character")
        #expect(error.remedy == "Copy it again from the console's page of API credentials")
    }

    @Test("are refused when the secret cannot be one, and the error does not repeat it")
    func badSecret() throws {
        let error = try #require(throws: FrameAPIError.self) {
            try Credentials(clientID: "client", clientSecret: "canary\u{7}canary")
        }
        #expect(error.code == .invalidCredentials)
        #expect(error.detail == "the client secret is empty or holds a control character")
        #expect(error.remedy == "Copy it again from the console's page of API credentials")
        #expect(renderings(of: error).allSatisfy { !$0.contains("canary") })
    }

    @Test("show the client id and never the secret, however they are printed")
    func redaction() throws {
        let shown = renderings(of: try Sample.credentials())
        #expect(shown.allSatisfy { !$0.contains(Sample.secret) })
        #expect(shown.contains { $0.contains(Sample.clientID) })
        #expect(shown.contains { $0.contains("<redacted>") })
    }

    @Test("stay hidden inside a signer and inside a client")
    func redactionInside() throws {
        let signer = RequestSigner(try Sample.credentials())
        let client = try FrameClient.underTest(FakeTransport())
        for text in renderings(of: signer) + renderings(of: client) {
            #expect(!text.contains(Sample.secret))
        }
    }

    @Test("have a secret that says only that it is redacted")
    func secret() {
        let secret = Secret("canary")
        #expect("\(secret)" == "<redacted>")
        #expect(String(reflecting: secret) == "<redacted>")
        #expect(renderings(of: secret).allSatisfy { !$0.contains("canary") })
        #expect(renderings(of: ["key": secret]).allSatisfy { !$0.contains("canary") })
        #expect(renderings(of: Optional(secret) as Any).allSatisfy { !$0.contains("canary") })
    }
}
