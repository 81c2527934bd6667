import Testing

@testable import FrameSimulator

@Suite struct MomentTests {
    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
            (1_700_000_000, "Tue, 14 Nov 2023 22:13:20 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
            (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] as [(Int64, String)]
    )
    func isWrittenAsInTheDateHeader(seconds: Int64, text: String) {
        #expect(Moment(microseconds: seconds * 1_000_000).httpDate == text)
    }

    @Test func isWrittenWithSixDigits() {
        let moment = Moment(microseconds: 1_700_000_000_000_042)
        #expect(moment.timestamp(zulu: true) == "2023-11-14T22:13:20.000042Z")
        #expect(moment.timestamp(zulu: false) == "2023-11-14T22:13:20.000042")
        #expect(Moment(microseconds: -1).timestamp(zulu: false) == "1969-12-31T23:59:59.999999")
    }
}
