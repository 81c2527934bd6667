import Testing

@testable import FrameSimulator

@Suite struct SignatureTests {
    @Test(
        arguments: [
            (
                1_700_000_000, "00000000-0000-4000-8000-000000000000.img.frame.nutanix.com",
                "0123456789abcdef0123456789abcdef01234567",
                "afd3b76a7b87825093c2846e2fabb408b0021f4df7eb7e79d49a461082bbca39"
            ),
            (1, "client", "secret", "06d048f1470da37fbf412a1a492519ef7f1303b8e3765e620e523477fde095a5"),
        ]
    )
    func isTheKnownAnswer(timestamp: Int, clientID: String, secret: String, signature: String) {
        let credential = SimulatedCredential(clientID: clientID, clientSecret: secret)
        #expect(credential.signature(timestamp: timestamp) == signature)
    }

    @Test func descriptionsLeaveTheSecretOut() {
        let credential = SimulatedCredential(clientID: "client", clientSecret: "hush-hush")
        var dumped = ""
        dump(credential, to: &dumped)
        #expect(!"\(credential) \(String(reflecting: credential)) \(dumped)".contains("hush"))
    }
}
