/// Counts the requests of the current second.
struct RateWindow {
    let limit: RateLimit
    private var second = Int64.min
    private var count = 0

    init(_ limit: RateLimit) {
        self.limit = limit
    }

    /// Counts this request; false when it exceeds the limit.
    mutating func admit(at now: Moment) -> Bool {
        if now.unixSeconds != second {
            second = now.unixSeconds
            count = 0
        }
        guard count < limit.perSecond else { return false }
        count += 1
        return true
    }
}
