/// How many requests may be in flight: more while answers arrive, fewer when requests are rejected (additive increase, multiplicative
/// decrease).
///
/// It begins at a quarter of its maximum, but not below 4, and doubles with every round of answers until the first failure. A failure
/// shrinks it once for all requests that were in flight at that moment.
struct ConcurrencyWindow: Sendable {
    /// The maximum number in flight.
    let ceiling: Int
    /// How many are in flight.
    private(set) var underWay = 0
    private var size: Double
    private var isStarting = true
    /// How many requests were begun so far; the number of a request is its index among them.
    private var begun = 0
    /// The last request that was begun before the window shrank.
    private var lastBeforeShrinking = 0

    init(ceiling: Int) {
        self.ceiling = max(1, ceiling)
        size = Double(max(min(4, self.ceiling), self.ceiling / 4))
    }

    /// How many may be in flight.
    var limit: Int { Int(size) }

    /// Whether another may begin.
    var isOpen: Bool { underWay < limit }

    /// Counts a request that begins.
    ///
    /// - Returns: Its number.
    mutating func begin() -> Int {
        underWay += 1
        begun += 1
        return begun
    }

    /// Counts a request that was not sent after all.
    mutating func withdraw() {
        underWay -= 1
    }

    /// Whether a request was begun after the window last shrank, so that its result is new information.
    func isNews(_ number: Int) -> Bool { number > lastBeforeShrinking }

    /// Counts a successful request; the window grows if it was in use.
    mutating func gotThrough() {
        if underWay * 2 >= limit { size = min(Double(ceiling), size + (isStarting ? 1 : 1 / size)) }
        underWay -= 1
    }

    /// Counts a rejected request, and shrinks by a factor, once for all that were in flight.
    mutating func turnedAway(_ number: Int, shrinkingTo factor: Double) {
        underWay -= 1
        guard isNews(number) else { return }
        isStarting = false
        lastBeforeShrinking = begun
        size = max(1, size * factor)
    }
}
