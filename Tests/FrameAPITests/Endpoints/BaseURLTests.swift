import Testing

@testable import FrameAPI

@Suite("A base URL")
struct BaseURLTests {
    @Test(
        "is taken over https, and over http on this machine alone",
        arguments: [
            ("https://api.console.nutanix.com/v1", "https://api.console.nutanix.com/v1"),
            ("https://api.console.nutanix.com/v1/", "https://api.console.nutanix.com/v1"),
            (" https://api.difr.com/v1\n", "https://api.difr.com/v1"),
            ("HTTPS://API.Difr.COM/V1", "https://api.difr.com/V1"),
            ("https://api.difr.com", "https://api.difr.com"),
            ("https://api.difr.com/", "https://api.difr.com"),
            ("https://api.difr.com:8443/v1", "https://api.difr.com:8443/v1"),
            ("https://127.0.0.1.evil.com/v1", "https://127.0.0.1.evil.com/v1"),
            ("https://10.0.0.1/v1", "https://10.0.0.1/v1"),
            ("https://[2001:DB8::1]:8443/v1", "https://[2001:db8::1]:8443/v1"),
            ("https://a.example/a%20b", "https://a.example/a%20b"),
            ("https://a.example/..a/b..", "https://a.example/..a/b.."),
            ("https://a.example/...", "https://a.example/..."),
            ("https://a.example/%252e%252e", "https://a.example/%252e%252e"),
            ("https://a.example/%FF", "https://a.example/%FF"),
            ("http://localhost/v1", "http://localhost/v1"),
            ("http://LocalHost:8080/v1", "http://localhost:8080/v1"),
            ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
            ("http://127.255.0.9/v1", "http://127.255.0.9/v1"),
            ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
        ]
    )
    func accepted(_ text: String, _ expected: String) throws {
        #expect(try BaseURL(parsing: text).description == expected)
    }

    @Test(
        "over plain http to anything else is refused, however much it looks like this machine",
        arguments: [
            "http://api.console.nutanix.com/v1", "HTTP://api.console.nutanix.com/v1",
            "http://127.0.0.1.evil.com/v1", "http://localhost.evil.com/v1", "http://localhost./v1",
            "http://evil-localhost/v1", "http://127.1/v1", "http://127/v1", "http://2130706433/v1",
            "http://0x7f.0.0.1/v1", "http://0177.0.0.1/v1", "http://0127.0.0.1/v1", "http://127.0.0.01/v1",
            "http://127.0.0.256/v1", "http://127.0.0.1./v1", "http://127.0.0/v1", "http://127.0.0.1.1/v1",
            "http://128.0.0.1/v1", "http://0.0.0.0/v1", "http://[::]/v1", "http://[::2]/v1",
            "http://[::ffff:10.0.0.1]/v1", "http://10.0.0.1/v1", "http://192.168.0.1/v1",
        ]
    )
    func insecure(_ text: String) throws {
        let error = try #require(throws: FrameAPIError.self) { try BaseURL(parsing: text) }
        #expect([FrameAPIError.Code.insecureBaseURL, .invalidBaseURL].contains(error.code))
        if error.code == .insecureBaseURL {
            #expect(error.remedy == "Use https; plain http is for localhost, 127.0.0.1 and [::1] alone")
        }
    }

    @Test("over plain http to another machine is refused by a code of its own")
    func insecureCode() throws {
        let error = try #require(throws: FrameAPIError.self) { try BaseURL(parsing: "http://api.difr.com/v1") }
        #expect(error.code == .insecureBaseURL)
        #expect(error.remedy == "Use https; plain http is for localhost, 127.0.0.1 and [::1] alone")
    }

    @Test(
        "is refused when it is not one",
        arguments: [
            "", "api.console.nutanix.com/v1", "https://", "https:///v1", "https:api.difr.com", "ftp://api.difr.com/v1",
            "file:///etc/passwd", "http+unix://%2Ftmp%2Fs/v1", "//api.difr.com/v1",
            "https://api.difr.com/v1?x=1", "https://api.difr.com/v1?", "https://api.difr.com/v1#x",
            "https://api.difr.com:0/v1", "https://api.difr.com:65536/v1", "https://api.difr.com:x/v1",
            "https://api.difr.com:-1/v1", "https://a b.com/v1", "https://a%0d%0ab.com/v1",
            "https://good.com%40evil.com/v1",
            "https://good.com%2Fevil.com/v1", "https://a\\b.com/v1",
            "https://a.example/..", "https://a.example/v1/../x", "https://a.example/v1/./x", "https://a.example/.",
            "https://a.example/v1//x", "https://a.example//v1", "https://a.example/v1//", "https://a.example//",
            "https://a.example/%2e%2e/x", "https://a.example/%2E/x", "https://a.example/.%2e",
            "https://a.example/v1%2F..%2Fx",
            "https://a.example/v1%2F%2Fx", "https://a.example/v1/%5C..%5Cx", "https://a.example/v1%2F",
            "http://127.0.0.1:8080/v1/../x",
        ]
    )
    func refused(_ text: String) throws {
        let error = try #require(throws: FrameAPIError.self) { try BaseURL(parsing: text) }
        #expect(error.code == .invalidBaseURL)
        #expect(error.remedy == "Give one like https://api.console.nutanix.com/v1")
    }

    @Test(
        "with a user name or a password is refused, and the password is not repeated",
        arguments: [
            "https://user@api.difr.com/v1", "https://user:canary@api.difr.com/v1", "http://localhost:canary@evil.com/",
        ]
    )
    func userInfo(_ text: String) throws {
        let error = try #require(throws: FrameAPIError.self) { try BaseURL(parsing: text) }
        #expect(error.code == .invalidBaseURL)
        #expect(error.detail.contains("it holds a user name or a password"))
        #expect(error.remedy == "Give one like https://api.console.nutanix.com/v1")
        #expect(renderings(of: error).allSatisfy { !$0.contains("canary") })
    }

    @Test("is the vendor's production service by default")
    func production() throws {
        #expect(try BaseURL.production == BaseURL(parsing: "https://api.console.nutanix.com/v1"))
    }
}
