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
