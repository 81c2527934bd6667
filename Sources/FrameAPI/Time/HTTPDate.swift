import FoundationEssentials

/// The date format of HTTP headers, such as `Tue, 14 Nov 2023 22:13:20 GMT`.
enum HTTPDate {
    /// Reads any of the three forms that RFC 9110 requires of recipients; anything else is `nil`.
    static func parse(_ text: String) -> Date? {
        preferred(text) ?? obsolete(text)
    }

    /// Reads the preferred form, 29 bytes with fixed positions. Every answer has one, so it is read without a copy of any part.
    private static func preferred(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count == 29, matches(bytes, ", ", at: 3), matches(bytes, " ", at: 7),
                matches(bytes, " ", at: 11), matches(bytes, " ", at: 16), matches(bytes, " GMT", at: 25),
                let year = number(bytes[12..<16]), let month = month(bytes, at: 8), let day = number(bytes[5..<7])
            else { return nil }
            return date(year, month, day, time: bytes, at: 17)
        }
    }

    /// Reads `Tuesday, 14-Nov-23 22:13:20 GMT` (RFC 850) and `Tue Nov 14 22:13:20 2023` (asctime).
    private static func obsolete(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            if bytes.count == 24 {
                // A day of one digit has a blank before it.
                let day = bytes[8] == UInt8(ascii: " ") ? bytes[9..<10] : bytes[8..<10]
                guard matches(bytes, " ", at: 3), matches(bytes, " ", at: 7), matches(bytes, " ", at: 10),
                    matches(bytes, " ", at: 19),
                    let year = number(bytes[20..<24]), let month = month(bytes, at: 4), let day = number(day)
                else { return nil }
                return date(year, month, day, time: bytes, at: 11)
            }
            let start = bytes.count - 22
            guard start > 2, bytes.firstIndex(of: UInt8(ascii: " ")) == start - 1, matches(bytes, ", ", at: start - 2),
                matches(bytes, "-", at: start + 2), matches(bytes, "-", at: start + 6),
                matches(bytes, " ", at: start + 9), matches(bytes, " GMT", at: start + 18),
                let year = number(bytes[(start + 7)..<(start + 9)]), let month = month(bytes, at: start + 3),
                let day = number(bytes[start..<(start + 2)])
            else { return nil }
            return date(year + (year < 70 ? 2_000 : 1_900), month, day, time: bytes, at: start + 10)
        }
    }

    private static func month(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        months.firstIndex { matches(bytes, $0, at: index) }.map { $0 + 1 }
    }

    /// A date with the time of the day at a place, as `22:13:20`.
    private static func date(
        _ year: Int,
        _ month: Int,
        _ day: Int,
        time bytes: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> Date? {
        guard matches(bytes, ":", at: index + 2), matches(bytes, ":", at: index + 5),
            let hour = number(bytes[index..<(index + 2)]), hour < 24,
            let minute = number(bytes[(index + 3)..<(index + 5)]), minute < 60,
            let second = number(bytes[(index + 6)..<(index + 8)]), second <= 60,
            year >= 1970, (1...length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: day)
        return Date(timeIntervalSince1970: Double(days * 86_400 + hour * 3_600 + minute * 60 + second))
    }

    private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString, at index: Int) -> Bool {
        word.withUTF8Buffer { bytes[index..<index + $0.count].elementsEqual($0) }
    }

    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        var number = 0
        for byte in digits {
            guard byte.isDigit else { return nil }
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
