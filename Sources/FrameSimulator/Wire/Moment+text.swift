extension Moment {
    /// As in the `Date` header: `Tue, 14 Nov 2023 22:13:20 GMT`.
    var httpDate: String {
        let fields = CalendarFields(self)
        var text: [UInt8] = []
        text.reserveCapacity(29)
        text.append(contentsOf: Self.weekdays[fields.weekday].utf8)
        text.append(contentsOf: ", ".utf8)
        text.appendDigits(fields.day, width: 2)
        text.append(UInt8(ascii: " "))
        text.append(contentsOf: Self.months[fields.month - 1].utf8)
        text.append(UInt8(ascii: " "))
        text.appendDigits(fields.year, width: 4)
        text.append(UInt8(ascii: " "))
        text.appendClock(fields)
        text.append(contentsOf: " GMT".utf8)
        return String(decoding: text, as: UTF8.self)
    }

    /// As in the bodies of the service: `2023-11-14T22:13:20.000000`, with or without a trailing `Z`.
    func timestamp(zulu: Bool) -> String {
        let fields = CalendarFields(self)
        var text: [UInt8] = []
        text.reserveCapacity(27)
        text.appendDigits(fields.year, width: 4)
        text.append(UInt8(ascii: "-"))
        text.appendDigits(fields.month, width: 2)
        text.append(UInt8(ascii: "-"))
        text.appendDigits(fields.day, width: 2)
        text.append(UInt8(ascii: "T"))
        text.appendClock(fields)
        text.append(UInt8(ascii: "."))
        text.appendDigits(fields.microsecond, width: 6)
        if zulu { text.append(UInt8(ascii: "Z")) }
        return String(decoding: text, as: UTF8.self)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension [UInt8] {
    /// Appends the number in decimal, padded with zeros on the left.
    mutating func appendDigits(_ number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        var rest = number
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor % 10))
            rest %= divisor
            divisor /= 10
        }
    }

    fileprivate mutating func appendClock(_ fields: CalendarFields) {
        appendDigits(fields.hour, width: 2)
        append(UInt8(ascii: ":"))
        appendDigits(fields.minute, width: 2)
        append(UInt8(ascii: ":"))
        appendDigits(fields.second, width: 2)
    }
}
