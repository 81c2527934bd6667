package import FoundationEssentials

/// `Date.millisecondText` without the calendar that a format style uses each time.
struct MillisecondText: Equatable {
    private let day: Int
    private let milliseconds: Int

    /// `nil` outside the years 1970 to 9999.
    init?(_ time: Date) {
        let seconds = time.nudged.timeIntervalSince1970
        guard seconds >= 0, seconds < 253_402_300_800 else { return nil }
        // As in the format style: the second, and the rest of it, truncated to milliseconds.
        let whole = seconds.rounded(.down)
        let second = Int(whole)
        day = second / 86_400
        milliseconds = second % 86_400 * 1_000 + Int((seconds - whole) * 1_000)
    }

    /// The moment of a text of this form; `nil` when it is not exactly of this form.
    init?(_ text: UnsafeRawBufferPointer) {
        guard text.count == 24, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] == UInt8(ascii: "T"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"), text[19] == UInt8(ascii: "."),
            text[23] == UInt8(ascii: "Z"),
            let year = Self.number(text[0..<4]), year >= 1_970, let month = Self.number(text[5..<7]), 1...12 ~= month,
            let dayOfMonth = Self.number(text[8..<10]), 1...31 ~= dayOfMonth,
            let hour = Self.number(text[11..<13]), hour < 24, let minute = Self.number(text[14..<16]), minute < 60,
            let second = Self.number(text[17..<19]), second < 60, let millisecond = Self.number(text[20..<23])
        else { return nil }
        day = Self.day(year, month, dayOfMonth)
        milliseconds = ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond
        // There is no 30 February.
        guard civil == (year, month, dayOfMonth) else { return nil }
    }

    /// The moment, as the format style reads it.
    var date: Date {
        let seconds = day * 86_400 + milliseconds / 1_000 - Int(Date.timeIntervalBetween1970AndReferenceDate)
        return Date(timeIntervalSinceReferenceDate: Double(seconds) + Double(milliseconds % 1_000) / 1_000)
    }

    /// Writes the text as UTF-8.
    func write(to bytes: inout [UInt8]) {
        let (year, month, dayOfMonth) = civil
        Self.write(year, digits: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.write(month, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        Self.write(dayOfMonth, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Self.write(milliseconds / 3_600_000, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.write(milliseconds / 60_000 % 60, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Self.write(milliseconds / 1_000 % 60, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        Self.write(milliseconds % 1_000, digits: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The date in the Gregorian calendar; years are counted from March so that the leap day is the last.
    private var civil: (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// The number of a day, from 1970: the inverse of ``civil``.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int? {
        var value = 0
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return value
    }

    private static func write(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var divisor = digits == 4 ? 1_000 : digits == 3 ? 100 : 10
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}

extension Date {
    /// The moment in the form of ``RunEvent/timeFormat``, such as `2026-11-22T18:05:00.125Z`, truncated to milliseconds.
    ///
    /// A moment that was read from such a text is written as the same text again.
    package var millisecondText: String { nudged.formatted(RunEvent.timeFormat) }

    /// A little later: a Double only approximates most milliseconds, and a value just before one would be truncated to the previous one.
    var nudged: Date { addingTimeInterval(0.000_05) }
}
