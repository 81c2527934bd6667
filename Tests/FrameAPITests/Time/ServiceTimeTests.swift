import FoundationEssentials
import Testing

@testable import FrameAPI

@Suite("A time of the service")
struct ServiceTimeTests {
    @Test(
        "is UTC, with or without a Z, with or without a fraction",
        arguments: [
            ("2023-11-14T22:13:20Z", 1_700_000_000.0),
            ("2023-11-14T22:13:20", 1_700_000_000),
            ("2023-11-14T22:13:20z", 1_700_000_000),
            ("2023-11-14T22:13:20.250000Z", 1_700_000_000.25),
            ("2023-11-14T22:13:20.250000", 1_700_000_000.25),
            ("2023-11-14T22:13:20.123456Z", 1_700_000_000.123456),
            ("2023-11-14T22:13:20.5", 1_700_000_000.5),
            ("2024-02-29T00:00:00.000000", 1_709_164_800),
        ]
    )
    func parsing(_ text: String, _ expected: Double) throws {
        let time = ServiceTime(text)
        #expect(time.text == text)
        let moment = try #require(time.date).timeIntervalSince1970
        #expect(abs(moment - expected) < 0.001)
    }

    @Test(
        "keeps its text when it is not understood",
        arguments: ["", "yesterday", "2023-11-14", "2023-13-14T22:13:20Z", "1700000000"]
    )
    func notUnderstood(_ text: String) {
        #expect(ServiceTime(text).text == text)
        #expect(ServiceTime(text).date == nil)
    }
}
