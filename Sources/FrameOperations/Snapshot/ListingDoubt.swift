/// Why a listing may be truncated.
package enum ListingDoubt: Sendable, Equatable {
    /// The answer says of itself that it is partial, by this header or status.
    case truncated(String)
    /// Its length is one at which services end a page. No paging is documented, so only its length may show that a listing is truncated.
    case length(Int)

    /// The doubt that a length alone raises: a round number.
    init?(count: Int) {
        guard count > 0, count.isMultiple(of: 25) || count.isMultiple(of: 10) else { return nil }
        self = .length(count)
    }

    /// Whether to show it before the confirmation: the answer says so, or the length is very common for a page.
    package var isStriking: Bool {
        switch self {
        case .truncated: true
        case .length(let count): count.isMultiple(of: 25) || [10, 20, 30].contains(count)
        }
    }
}
