import FoundationEssentials

/// A point in time in whole microseconds since 1970: exact, ordered, and as fine as the timestamps of the service.
struct Moment: Comparable, Hashable, Sendable {
    var microseconds: Int64

    init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Dates beyond the years 1 to 9999 are moved to that limit.
    init(_ date: Date) {
        let seconds = date.timeIntervalSince1970
        let bounded = seconds.isNaN ? 0 : min(max(seconds, -62_135_596_800), 253_402_300_799)
        microseconds = Int64((bounded * 1_000_000).rounded())
    }

    var date: Date { Date(timeIntervalSince1970: Double(microseconds) / 1_000_000) }

    /// The Unix time in whole seconds, rounded down.
    var unixSeconds: Int64 { Self.floorDivide(microseconds, 1_000_000) }

    func advanced(bySeconds seconds: Double) -> Moment {
        let bounded = seconds.isNaN ? 0 : min(max(seconds, -100_000_000_000), 100_000_000_000)
        return Moment(microseconds: microseconds + Int64((bounded * 1_000_000).rounded()))
    }

    static func < (left: Moment, right: Moment) -> Bool {
        left.microseconds < right.microseconds
    }

    static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
