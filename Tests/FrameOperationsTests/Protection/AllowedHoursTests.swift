import FoundationEssentials
import Testing

@testable import FrameOperations

@Suite("Allowed hours")
struct AllowedHoursTests {
    /// A moment in UTC, as `2026-07-01 17:29:59`.
    static func moment(_ text: String) throws -> Date {
        try Date(text.split(separator: " ").joined(separator: "T") + "Z", strategy: .iso8601)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let hours: [String]
        let zone: String
        let moment: String
        let isWithin: Bool
        /// How long they still last, in seconds.
        var left: Int?
        /// When they begin.
        var opening: String?
        var testDescription: String { "\(hours) \(zone) at \(moment)" }
    }

    static let cases = [
        Case(hours: ["17:30-23:00"], zone: "UTC", moment: "2026-07-01 17:29:59", isWithin: false, opening: "17:30 GMT"),
        Case(hours: ["17:30-23:00"], zone: "UTC", moment: "2026-07-01 17:30:00", isWithin: true, left: 19_800),
        Case(hours: ["17:30-23:00"], zone: "UTC", moment: "2026-07-01 22:59:59", isWithin: true, left: 1),
        Case(hours: ["17:30-23:00"], zone: "UTC", moment: "2026-07-01 23:00:00", isWithin: false, opening: "17:30 GMT"),
        // Summer and winter are an hour apart.
        Case(
            hours: ["17:30-23:00"],
            zone: "Europe/Zurich",
            moment: "2026-07-01 15:30:00",
            isWithin: true,
            left: 19_800
        ),
        Case(
            hours: ["17:30-23:00"],
            zone: "Europe/Zurich",
            moment: "2026-12-01 15:30:00",
            isWithin: false,
            opening: "17:30 Europe/Zurich"
        ),
        // Over midnight.
        Case(hours: ["22:00-06:00"], zone: "UTC", moment: "2026-07-01 23:00:00", isWithin: true, left: 25_200),
        Case(hours: ["22:00-06:00"], zone: "UTC", moment: "2026-07-01 05:59:00", isWithin: true, left: 60),
        Case(hours: ["22:00-06:00"], zone: "UTC", moment: "2026-07-01 06:00:00", isWithin: false, opening: "22:00 GMT"),
        // In the night in which clocks are put back, the hour from 2 to 3 comes twice.
        Case(
            hours: ["01:00-03:00"],
            zone: "Europe/Zurich",
            moment: "2026-10-24 23:00:00",
            isWithin: true,
            left: 10_800
        ),
        // In the night in which they are put on, it does not come.
        Case(hours: ["01:00-03:00"], zone: "Europe/Zurich", moment: "2026-03-29 00:00:00", isWithin: true, left: 3_600),
        // Half hours east of Greenwich.
        Case(hours: ["00:00-00:30"], zone: "Asia/Kolkata", moment: "2026-07-01 18:30:00", isWithin: true, left: 1_800),
        // One after the other.
        Case(
            hours: ["12:00-13:00", "13:00-14:00"],
            zone: "UTC",
            moment: "2026-07-01 12:30:00",
            isWithin: true,
            left: 5_400
        ),
        Case(
            hours: ["12:00-13:00", "17:00-18:00"],
            zone: "UTC",
            moment: "2026-07-01 14:00:00",
            isWithin: false,
            opening: "17:00 GMT"
        ),
        // All day.
        Case(hours: ["00:00-24:00"], zone: "UTC", moment: "2026-07-01 14:00:00", isWithin: true, left: nil),
        // Before 1970, where remainders are negative.
        Case(hours: ["17:30-23:00"], zone: "UTC", moment: "1969-12-31 18:00:00", isWithin: true, left: 18_000),
    ]

    @Test("say whether, for how long and from when", arguments: cases)
    func table(_ example: Case) throws {
        let hours = try AllowedHours(example.hours, zone: example.zone)
        let moment = try Self.moment(example.moment)
        #expect(hours.contains(moment) == example.isWithin)
        if example.isWithin {
            #expect(hours.remaining(at: moment) == example.left.map { .seconds($0) })
        } else {
            #expect(hours.remaining(at: moment) == .zero)
            #expect(hours.opening(after: moment) == example.opening)
        }
    }

    @Test("hold from the end that they tell on no longer, and until then without a gap")
    func agree() throws {
        let hours = try AllowedHours(["07:15-09:00", "23:30-00:45"], zone: "America/New_York")
        var within = 0
        for minute in stride(from: 0, to: 3 * 1_440, by: 7) {
            let moment = Date(timeIntervalSince1970: 1_793_000_011 + Double(minute) * 60)
            guard hours.contains(moment), let left = hours.remaining(at: moment) else { continue }
            within += 1
            let end = moment.addingTimeInterval(left / .seconds(1))
            #expect(!hours.contains(end))
            #expect(hours.contains(end.addingTimeInterval(-1)))
        }
        #expect(within > 20)
    }

    @Test(
        "that are not understood are refused",
        arguments: [
            "", "17:30", "17:30-", "17-23", "17:30-25:00", "17:60-18:00", "17:30-17:30", "24:00-01:00", "5:3-6:00",
            "17:30-24:30", "24:00-24:00",
            "17:30-23:00-23:30", "a:00-b:00", "-1:00-02:00", "１７:30-23:00",
        ]
    )
    func refused(text: String) {
        #expect(throws: AllowedHours.Problem.hours(text)) { try AllowedHours([text], zone: "UTC") }
    }

    @Test("are shown as they are compared, whatever the spaces")
    func words() throws {
        #expect(try AllowedHours(["7:05 - 9:00"], zone: "Europe/Zurich").words == "07:05-09:00 Europe/Zurich")
    }

    @Test("of a zone that is not known are refused, with one that is near")
    func zones() {
        #expect(throws: AllowedHours.Problem.zone(near: "Europe/Zurich")) {
            try AllowedHours(["17:30-23:00"], zone: "zurich")
        }
        #expect(throws: AllowedHours.Problem.zone(near: nil)) {
            try AllowedHours(["17:30-23:00"], zone: "Nowhere/Else")
        }
    }
}
