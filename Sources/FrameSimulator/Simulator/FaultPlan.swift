/// The fault rules of the scenario, and how many requests each has matched.
struct FaultPlan {
    private let rules: [FaultRule]
    private var matched: [Int]

    init(_ rules: [FaultRule]) {
        self.rules = rules
        matched = Array(repeating: 0, count: rules.count)
    }

    /// The first rule that applies to this request. Every matching rule counts the request, whether it applies or not.
    mutating func next(method: String, segments: [String]) -> FaultRule? {
        var due: FaultRule?
        for index in rules.indices where rules[index].pattern.matches(method: method, segments: segments) {
            if due == nil, rules[index].isDue(at: matched[index]) { due = rules[index] }
            matched[index] += 1
        }
        return due
    }
}

/// The effect of a fault on a listing.
struct ListDistortion: Equatable {
    /// Only the first entries, up to this number.
    var limit: Int?
    /// The entries are repeated.
    var repeated = false

    func apply<Item>(_ items: [Item]) -> [Item] {
        let kept = limit.map { Array(items.prefix($0)) } ?? items
        return repeated ? kept + kept : kept
    }
}
