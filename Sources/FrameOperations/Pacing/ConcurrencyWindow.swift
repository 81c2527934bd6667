/// How many requests may be under way: more while answers come, fewer when requests are turned away (additive increase,
/// multiplicative decrease).
///
/// It begins at a quarter of its ceiling, but not below 4, and doubles with every round of answers until something goes wrong for the first time.
/// What goes wrong shrinks it once for all the requests that were under way then.
struct ConcurrencyWindow: Sendable {
    /// The most that may ever be under way.
    let ceiling: Int
    /// How many are.
    private(set) var underWay = 0
    private var size: Double
    private var isStarting = true
    /// How many requests were begun so far; the number of a request is its place among them.
    private var begun = 0
    /// The last request that was begun before the window shrank.
    private var lastBeforeShrinking = 0

    init(ceiling: Int) {
        self.ceiling = max(1, ceiling)
        size = Double(max(min(4, self.ceiling), self.ceiling / 4))
    }

    /// How many may be under way.
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

    /// Whether a request was begun after the window last shrank, so that what became of it is news.
    func isNews(_ number: Int) -> Bool { number > lastBeforeShrinking }

    /// Counts a request that got through; the window grows if it was in use.
    mutating func gotThrough() {
        if underWay * 2 >= limit { size = min(Double(ceiling), size + (isStarting ? 1 : 1 / size)) }
        underWay -= 1
    }

    /// Counts a request that was turned away, and shrinks by a factor, once for all that were under way.
    mutating func turnedAway(_ number: Int, shrinkingTo factor: Double) {
        underWay -= 1
        guard isNews(number) else { return }
        isStarting = false
        lastBeforeShrinking = begun
        size = max(1, size * factor)
    }
}
