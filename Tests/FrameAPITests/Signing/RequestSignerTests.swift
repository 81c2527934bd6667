import Testing

@testable import FrameAPI

@Suite("A signature")
struct RequestSignerTests {
    struct KnownAnswer: Sendable {
        let timestamp: Int64
        let clientID: String
        let secret: String
        let signature: String
    }

    /// Computed with two other implementations.
    static let knownAnswers = [
        KnownAnswer(
            timestamp: 1_700_000_000,
            clientID: "00000000-0000-4000-8000-000000000000.img.frame.nutanix.com",
            secret: "0123456789abcdef0123456789abcdef01234567",
            signature: "afd3b76a7b87825093c2846e2fabb408b0021f4df7eb7e79d49a461082bbca39"
        ),
        KnownAnswer(
            timestamp: 1,
            clientID: "client",
            secret: "secret",
            signature: "06d048f1470da37fbf412a1a492519ef7f1303b8e3765e620e523477fde095a5"
        ),
    ]

    @Test("is the known answer", arguments: knownAnswers)
    func knownAnswer(_ known: KnownAnswer) throws {
        let signer = RequestSigner(try Credentials(clientID: known.clientID, clientSecret: known.secret))
        #expect(signer.signature(at: known.timestamp) == known.signature)
    }

    @Test("is keyed by the secret as text, and not by the bytes that its hexadecimal digits would mean")
    func secretIsText() throws {
        let lower = RequestSigner(try Credentials(clientID: "client", clientSecret: "abcdef"))
        let upper = RequestSigner(try Credentials(clientID: "client", clientSecret: "ABCDEF"))
        #expect(lower.signature(at: 1) != upper.signature(at: 1))
    }

    @Test("keeps its leading zeros, so that it always has 64 lowercase digits")
    func length() throws {
        let signer = RequestSigner(try Credentials(clientID: "client", clientSecret: "secret"))
        // Of 600 signatures about two begin with a zero byte, and most have one somewhere.
        for timestamp in Int64(0)..<600 {
            let signature = signer.signature(at: timestamp)
            #expect(signature.utf8.count == 64)
            #expect(signature.allSatisfy { "0123456789abcdef".contains($0) })
        }
    }

    @Test("comes with the client id and the second that it was made for")
    func headers() throws {
        let headers = RequestSigner(try Sample.credentials()).headers(at: 1_700_000_000)
        #expect(headers.clientID == Sample.clientID)
        #expect(headers.timestamp == 1_700_000_000)
        #expect(headers.signature.text == Sample.signatureAt1700000000)
    }
}
