import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("An HTTP date")
struct HTTPDateTests {
    @Test(
        "is read to the second",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
            ("Tue, 14 Nov 2023 22:13:20 GMT", 1_700_000_000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
            ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
            ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
            ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
            ("Tue, 28 Feb 2023 23:59:59 GMT", 1_677_628_799),
            ("Wed, 01 Mar 2023 00:00:00 GMT", 1_677_628_800),
            ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
            ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
        ]
    )
    func parsing(_ text: String, _ expected: Double) {
        #expect(HTTPDate.parse(text)?.timeIntervalSince1970 == expected)
    }

    @Test(
        "is read in the obsolete forms that RFC 9110 has recipients take",
        arguments: [
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777.0), ("Sun Nov  6 08:49:37 1994", 784_111_777),
            ("Tuesday, 14-Nov-23 22:13:20 GMT", 1_700_000_000), ("Tue Nov 14 22:13:20 2023", 1_700_000_000),
        ]
    )
    func obsolete(_ text: String, _ expected: Double) {
        #expect(HTTPDate.parse(text)?.timeIntervalSince1970 == expected)
    }

    @Test("goes on day by day through a whole Gregorian cycle")
    func everyDay() throws {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        var expected = 0.0
        for year in 1970..<2370 {
            let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            for (month, length) in zip(months, [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                for day in 1...length {
                    let text = "Xxx, \(day < 10 ? "0" : "")\(day) \(month) \(year) 00:00:00 GMT"
                    guard HTTPDate.parse(text)?.timeIntervalSince1970 == expected else {
                        Issue.record("\(text) is not \(expected)")
                        return
                    }
                    expected += 86_400
                }
            }
        }
        #expect(expected == 86_400.0 * 146_097)
    }

    @Test(
        "is not understood when it is no such date",
        arguments: [
            "", "now", "Tue, 14 Nov 2023 22:13:20", "Tue, 14 Nov 2023 22:13:20 CET", "Tue, 14 Nov 2023 22:13:20 +0000",
            "Tue, 00 Nov 2023 22:13:20 GMT", "Tue, 32 Nov 2023 22:13:20 GMT", "Tue, 31 Nov 2023 22:13:20 GMT",
            "Tue, 30 Feb 2024 22:13:20 GMT", "Tue, 29 Feb 2023 22:13:20 GMT", "Mon, 29 Feb 2100 22:13:20 GMT",
            "Tue, 14 nov 2023 22:13:20 GMT", "Tue, 14 Foo 2023 22:13:20 GMT", "Tue, 14 Nov 1969 22:13:20 GMT",
            "Tue, 14 Nov 23 22:13:20 GMT", "Tue, 14 Nov 2023 24:00:00 GMT", "Tue, 14 Nov 2023 22:60:20 GMT",
            "Tue, 14 Nov 2023 22:13:61 GMT", "Tue, 14 Nov 2023 22:13 GMT", "Tue, 14 Nov 2023 22:13:20:x GMT",
            "Tue, 14 Nov 2023 22::13:20 GMT", "Tue, 14 Nov 2023 -2:13:20 GMT", "Tue, +4 Nov 2023 22:13:20 GMT",
            "Tuesday, 14-Nov-2023 22:13:20 GMT", "Tuesday, 14-nov-23 22:13:20 GMT", "Tuesday, 14-Nov-23 22:13:20",
            "Tuesday, 31-Nov-23 22:13:20 GMT", "Tue Nov 14 22:13:20 23", "Tue Nov 14 22:13:20 2023 GMT",
            "Tue Nov 31 22:13:20 2023", "2023-11-14T22:13:20Z",
        ]
    )
    func invalid(_ text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
