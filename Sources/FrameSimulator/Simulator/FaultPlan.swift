/// The fault rules of the scenario, and how many requests each has matched.
struct FaultPlan {
    private let rules: [FaultRule]
    private var matched: [Int]

    init(_ rules: [FaultRule]) {
        self.rules = rules
        matched = Array(repeating: 0, count: rules.count)
    }

    /// The first rule that is due for this request. Every rule that matches counts the request, due or not.
    mutating func next(method: String, segments: [String]) -> FaultRule? {
        var due: FaultRule?
        for index in rules.indices where rules[index].pattern.matches(method: method, segments: segments) {
            if due == nil, rules[index].isDue(at: matched[index]) { due = rules[index] }
            matched[index] += 1
        }
        return due
    }
}

/// How a fault spoils a listing on its way out.
struct ListDistortion: Equatable {
    /// Only the first so many entries.
    var limit: Int?
    /// The entries come twice over.
    var repeated = false

    func apply<Item>(_ items: [Item]) -> [Item] {
        let kept = limit.map { Array(items.prefix($0)) } ?? items
        return repeated ? kept + kept : kept
    }
}
