/// The order and the section of a list by the query.
struct ListPage {
    private enum Key: String {
        case name, id
    }

    private let key: Key?
    private let descending: Bool
    private let offset: Int
    private let limit: Int?

    init(_ query: RequestTarget) throws(Refusal) {
        switch query["order"] {
        case nil, "asc": descending = false
        case "desc": descending = true
        default: throw .badRequest("order is asc or desc.")
        }
        if let name = query["order_by"] {
            guard let known = Key(rawValue: name) else { throw .badRequest("order_by is name or id.") }
            key = known
        } else {
            key = nil
        }
        offset = try Self.number("offset", query) ?? 0
        limit = try Self.number("limit", query)
    }

    func apply<Item>(_ items: [Item], name: (Item) -> String, id: (Item) -> String) -> [Item] {
        var ordered = items
        switch key {
        case .name: ordered.sort { (name($0), id($0)) < (name($1), id($1)) }
        case .id: ordered.sort { id($0) < id($1) }
        case nil: break
        }
        if descending { ordered.reverse() }
        let section = ordered.dropFirst(offset)
        return Array(limit.map { section.prefix($0) } ?? section)
    }

    private static func number(_ name: String, _ query: RequestTarget) throws(Refusal) -> Int? {
        guard let text = query[name] else { return nil }
        guard text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains), let number = Int(text) else {
            throw .badRequest("\(name) is a whole number from 0 up.")
        }
        return number
    }
}
