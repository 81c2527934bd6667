import Testing

@testable import FrameAPI

@Suite("An account")
struct AccountIDTests {
    static let id = "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"

    @Test(
        "is read from whatever an administrator has at hand",
        arguments: [
            id,
            "  \(id)\n",
            "https://frame.nutanix.com/frame/account/\(id)/basic-info",
            "https://console.nutanix.com/frame/account/\(id)/basic-info",
            "https://frame.difr.com/frame/account/\(id)/basic-info",
            "https://console.difr.com/frame/account/\(id)",
            "https://console.nutanix.com/frame/account/\(id)/",
            "https://console.nutanix.com/frame/account/\(id)?tab=2&x=account/y",
            "https://console.nutanix.com/frame/account/\(id)/sessions?page=1#/account/other",
            "https://console.nutanix.com/frame/account/\(id)#top",
            "https://console.nutanix.com:443//frame//account//\(id)",
            "HTTPS://Console.Nutanix.com/frame/account/\(id)/basic-info\r\n",
        ]
    )
    func accepted(_ text: String) throws {
        #expect(try AccountID(parsing: text).value == Self.id)
    }

    @Test(
        "may have an id that is not hexadecimal, as in the vendor's own samples",
        arguments: ["zf86e290-8cd2-4950-9c5a-9d3f7ed332zz", "ABCDEFGH-IJKL-4950-9C5A-9D3F7ED332E7"]
    )
    func notHexadecimal(_ text: String) throws {
        #expect(try AccountID(parsing: text).value == text)
        #expect(try AccountID(parsing: "https://frame.nutanix.com/frame/account/\(text)/x").value == text)
    }

    @Test(
        "is refused when the text is something else",
        arguments: [
            "", " ", "account", "1234", "Contoso Training",
            "1f86e290-8cd2-4950-9c5a-9d3f7ed332e",
            "1f86e290-8cd2-4950-9c5a-9d3f7ed332e77",
            "1f86e2908cd249509c5a9d3f7ed332e7",
            "1f86e290_8cd2_4950_9c5a_9d3f7ed332e7",
            "1f86e290-8cd2-4950-9c5a-9d3f7ed332e/",
            "1f86e290-8cd2-4950-9c5a-9d3f7ed332é",
            "\(id)/..", "\(id) \(id)", "{\(id)}",
            "http://frame.nutanix.com/frame/account/\(id)/basic-info",
            "ftp://frame.nutanix.com/frame/account/\(id)",
            "frame.nutanix.com/frame/account/\(id)",
            "https://frame.nutanix.com/frame/account/",
            "https://frame.nutanix.com/frame/account/short/basic-info",
            "https://frame.nutanix.com/frame/organization/\(id)/basic-info",
            "https://frame.nutanix.com/\(id)",
            "https://frame.nutanix.com/?account/\(id)",
            "https://frame.nutanix.com/#/account/\(id)",
            "https://account/\(id)",
        ]
    )
    func refused(_ text: String) throws {
        let error = try #require(throws: FrameAPIError.self) { try AccountID(parsing: text) }
        #expect(error.code == .invalidAccount)
        #expect(error.remedy.contains("paste the whole address bar"))
        #expect(error.remedy.contains(Self.id))
    }

    @Test("that is refused is quoted, cut to a bearable length")
    func quoted() throws {
        let long = String(repeating: "x", count: 5_000)
        let error = try #require(throws: FrameAPIError.self) { try AccountID(parsing: long) }
        #expect(
            error.detail == "“\(long.prefix(120))…” is neither an account id nor the console's address of an account"
        )
    }
}
