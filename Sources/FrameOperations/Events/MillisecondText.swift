import FoundationEssentials

/// A moment as ``RunEvent/timeFormat`` writes it, such as `2026-11-22T18:05:00.125Z`, without the calendar that a format style
/// consults each time.
struct MillisecondText: Equatable {
    private let day: Int
    private let milliseconds: Int

    /// `nil` outside the years 1970 to 9999.
    init?(_ time: Date) {
        let seconds = time.timeIntervalSince1970
        guard seconds >= 0, seconds < 253_402_300_800 else { return nil }
        // As the format style does it: the second, and what is left of it, cut to milliseconds.
        let whole = seconds.rounded(.down)
        let second = Int(whole)
        day = second / 86_400
        milliseconds = second % 86_400 * 1_000 + Int((seconds - whole) * 1_000)
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

    private static func write(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        var divisor = digits == 4 ? 1_000 : digits == 3 ? 100 : 10
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
