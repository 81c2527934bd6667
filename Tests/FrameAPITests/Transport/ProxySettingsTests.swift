import Testing

@testable import FrameAPI

@Suite("Proxy settings")
struct ProxySettingsTests {
    private func settings(
        _ environment: [String: String],
        for base: String = "https://api.difr.com/v1"
    ) throws
        -> ProxySettings?
    {
        try ProxySettings(for: BaseURL(parsing: base), environment: environment)
    }

    @Test(
        "are read from HTTPS_PROXY",
        arguments: [
            ("http://proxy.example:3128", "proxy.example", 3_128),
            ("HTTP://proxy.example:3128/", "proxy.example", 3_128),
            ("proxy.example:3128", "proxy.example", 3_128), ("http://proxy.example", "proxy.example", 80),
            (" http://10.0.0.1:8080\n", "10.0.0.1", 8_080), ("http://[2001:db8::1]:3128", "2001:db8::1", 3_128),
            ("http://user:pw@proxy.example:3128", "proxy.example", 3_128),
        ]
    )
    func accepted(_ text: String, _ host: String, _ port: Int) throws {
        let proxy = try #require(try settings(["HTTPS_PROXY": text]))
        #expect(proxy.host == host)
        #expect(proxy.port == port)
    }

    @Test("hold a user and a hidden password, both decoded")
    func userInfo() throws {
        let proxy = try #require(try settings(["https_proxy": "http://us%40er:can%3Aary@proxy.example:3128"]))
        #expect(proxy.userInfo?.user == "us@er")
        #expect(proxy.userInfo?.password.text == "can:ary")
        for text in renderings(of: proxy) + renderings(of: TransportSettings(proxy: proxy)) {
            #expect(!text.contains("can:ary"))
        }
        #expect(try settings(["https_proxy": "http://user@proxy.example"])?.userInfo?.password.text == "")
        #expect(try settings(["https_proxy": "http://proxy.example"])?.userInfo == nil)
    }

    @Test("prefer the lower case")
    func lowerCase() throws {
        let both = ["https_proxy": "http://lower.example", "HTTPS_PROXY": "http://upper.example"]
        #expect(try settings(both)?.host == "lower.example")
        #expect(try settings(both.merging(["no_proxy": "", "NO_PROXY": "*"]) { $1 })?.host == "lower.example")
        #expect(try settings(both.merging(["no_proxy": "*", "NO_PROXY": ""]) { $1 }) == nil)
        #expect(try settings(["https_proxy": "", "HTTPS_PROXY": "http://upper.example"]) == nil)
    }

    @Test("are none where none is set, and for plain http to this machine")
    func none() throws {
        #expect(try settings([:]) == nil)
        #expect(try settings(["HTTPS_PROXY": " "]) == nil)
        #expect(try settings(["HTTP_PROXY": "http://proxy.example", "http_proxy": "http://proxy.example"]) == nil)
        #expect(try settings(["HTTPS_PROXY": "http://proxy.example"], for: "http://localhost:1/v1") == nil)
        #expect(try settings(["HTTPS_PROXY": "nonsense://", "NO_PROXY": "difr.com"]) == nil)
    }

    @Test(
        "that cannot be used are an error, which does not repeat them",
        arguments: [
            "https://canary.example:3128", "socks5://canary.example", "http://", "http://:3128", "://canary",
            "http://canary:x",
            "http://canary.example:99999", "http://canary.example:0", "http://user:canary@", "canary with spaces",
            "http://canary%0d%0aX:1", "http://u:canary#ss@proxy.example:3128", "http://canary:8#ss@proxy.example:3128",
            "http://canary:8/ss@proxy.example:3128", "http://canary:8?ss@proxy.example:3128",
        ]
    )
    func refused(_ text: String) throws {
        let error = try #require(throws: FrameAPIError.self) { try settings(["HTTPS_PROXY": text]) }
        #expect(error.code == .invalidProxy)
        #expect(error.remedy.hasPrefix("Set it to http://HOST:PORT or http://USER:PASSWORD@HOST:PORT"))
        #expect(error.remedy.contains("percent-encoded (# as %23"))
        #expect(renderings(of: error).allSatisfy { !$0.contains("canary") })
    }

    @Test(
        "spare the hosts that NO_PROXY names",
        arguments: [
            ("*", true), ("api.difr.com", true), ("API.DIFR.COM", true), ("difr.com", true), (".difr.com", true),
            ("*.difr.com", true), ("com", true), (" a.example , api.difr.com ", true), ("a.example,,difr.com", true),
            ("a.example api.difr.com", true), ("a.example\tdifr.com", true), ("a.example,  ,difr.com b.example", true),
            ("10.0.0.0/8 fe80::/10", false), ("10.0.0.0/8 difr.com", true),
            ("api.difr.com:443", true), ("difr.com:443", true), ("a.example,*", true),
            ("", false), (",", false), (" ", false), (".", false), ("*.", false), ("a.example", false),
            ("ifr.com", false),
            ("evil-api.difr.com", false), ("x.api.difr.com", false), ("api.difr.com.evil.com", false), ("api", false),
            ("api.difr.com:8443", false), ("api.difr.com:x", false), ("api.difr.com:", false), ("difr", false),
        ]
    )
    func exempt(_ list: String, _ expected: Bool) throws {
        #expect(try ProxySettings.isExempt(BaseURL(parsing: "https://api.difr.com/v1"), by: list) == expected)
        let environment = ["HTTPS_PROXY": "http://proxy.example", "NO_PROXY": list]
        #expect(try (settings(environment) == nil) == expected)
    }

    @Test(
        "compare a port with the one that the base URL names",
        arguments: [("a.example:8443", true), ("a.example:443", false)]
    )
    func ports(_ list: String, _ expected: Bool) throws {
        #expect(try ProxySettings.isExempt(BaseURL(parsing: "https://a.example:8443/v1"), by: list) == expected)
    }

    @Test(
        "spare ranges of addresses",
        arguments: [
            ("https://10.1.2.3/v1", "10.0.0.0/8", true), ("https://11.1.2.3/v1", "10.0.0.0/8", false),
            ("https://192.168.77.1/v1", "192.168.64.0/18", true),
            ("https://192.168.128.1/v1", "192.168.64.0/18", false),
            ("https://10.1.2.3/v1", "0.0.0.0/0", true), ("https://10.1.2.3/v1", "10.1.2.3/32", true),
            ("https://10.1.2.4/v1", "10.1.2.3/32", false), ("https://10.1.2.3/v1", "10.1.2.3/33", false),
            ("https://10.1.2.3/v1", "10.0.0.0/", false), ("https://10.1.2.3/v1", "10.0.0.0/x", false),
            ("https://10.1.2.3/v1", "10.0.0.0/-8", false), ("https://10.1.2.3/v1", "10.0/8", false),
            ("https://10.1.2.3/v1", "a.example, 172.16.0.0/12 10.0.0.0/8", true),
            ("https://[2001:db8:1::2]/v1", "2001:db8::/32", true), ("https://[2001:db9::2]/v1", "2001:db8::/32", false),
            ("https://[fe80::1]/v1", "10.0.0.0/8", false), ("https://10.1.2.3/v1", "::/0", false),
            ("https://api.difr.com/v1", "0.0.0.0/0", false),
            ("https://[2001:db8::1]/v1", "2001:DB8:0::1", true), ("https://[2001:db8::1]/v1", "[2001:db8::1]", true),
            ("https://[2001:db8::1]/v1", "[2001:db8::1]:443", true),
            ("https://[2001:db8::1]/v1", "[2001:db8::1]:8443", false),
            ("https://10.1.2.3:8443/v1", "10.1.2.3:8443", true), ("https://10.1.2.3/v1", "10.1.2.3:8443", false),
        ]
    )
    func ranges(_ base: String, _ list: String, _ expected: Bool) throws {
        #expect(try ProxySettings.isExempt(BaseURL(parsing: base), by: list) == expected)
    }

    @Test("spare addresses too", arguments: [("https://[::1]/v1", "::1"), ("https://10.0.0.1/v1", "10.0.0.1")])
    func addresses(_ base: String, _ list: String) throws {
        #expect(try ProxySettings.isExempt(BaseURL(parsing: base), by: list))
        #expect(try !ProxySettings.isExempt(BaseURL(parsing: base), by: "10.0.0.2,::2"))
    }
}
