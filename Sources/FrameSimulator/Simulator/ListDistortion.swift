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
