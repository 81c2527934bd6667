/// A moment as a UTC calendar shows it (proleptic Gregorian).
struct CalendarFields {
    let year: Int
    let month: Int
    let day: Int
    /// 0 is Sunday.
    let weekday: Int
    let hour: Int
    let minute: Int
    let second: Int
    let microsecond: Int

    init(_ moment: Moment) {
        let unixSeconds = moment.unixSeconds
        let days = Int(Moment.floorDivide(unixSeconds, 86_400))
        let secondOfDay = Int(unixSeconds) - days * 86_400
        hour = secondOfDay / 3_600
        minute = secondOfDay / 60 % 60
        second = secondOfDay % 60
        microsecond = Int(moment.microseconds - unixSeconds * 1_000_000)
        weekday = ((days + 4) % 7 + 7) % 7

        // Days are counted from 1 March of the year 0, in eras of 400 years, so that the leap day comes last.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
