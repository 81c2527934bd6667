import FoundationEssentials

/// The date format of HTTP headers, such as `Tue, 14 Nov 2023 22:13:20 GMT`.
enum HTTPDate {
    /// Reads the preferred form of RFC 9110, 29 bytes with each part in its place; anything else is `nil`. Every answer has one, so it is
    /// read without a copy of any part.
    static func parse(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count == 29, matches(bytes, ", ", at: 3), matches(bytes, " ", at: 7),
                matches(bytes, " ", at: 11),
                matches(bytes, " ", at: 16), matches(bytes, ":", at: 19), matches(bytes, ":", at: 22),
                matches(bytes, " GMT", at: 25),
                let day = number(bytes[5..<7]), let month = months.firstIndex(where: { matches(bytes, $0, at: 8) }),
                let year = number(bytes[12..<16]), year >= 1970,
                (1...length(ofMonth: month + 1, in: year)).contains(day),
                let hour = number(bytes[17..<19]), hour < 24, let minute = number(bytes[20..<22]), minute < 60,
                let second = number(bytes[23..<25]), second <= 60
            else { return nil }
            let days = daysSinceEpoch(year: year, month: month + 1, day: day)
            return Date(timeIntervalSince1970: Double(days * 86_400 + hour * 3_600 + minute * 60 + second))
        }
    }

    private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString, at index: Int) -> Bool {
        word.withUTF8Buffer { bytes[index..<index + $0.count].elementsEqual($0) }
    }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var number = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            number = number * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return number
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        let (next, yearOfNext) = month == 12 ? (1, year + 1) : (month + 1, year)
        return daysSinceEpoch(year: yearOfNext, month: next, day: 1) - daysSinceEpoch(year: year, month: month, day: 1)
    }

    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days from 1970-01-01 in the proleptic Gregorian calendar, counting years from March so that the leap day is last.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
