import FoundationEssentials
import HTTPTypes

/// A statement of an answer that it is only a part of a listing.
///
/// None of this is publicly documented; it is read in the forms that services use.
struct TruncationMark {
    /// The status or the header, short and printable, such as `X-Total-Count: 57`.
    let text: String

    /// Searches for a mark; `nil` when the answer has none.
    ///
    /// - Parameters:
    ///   - answer: The answer.
    ///   - rows: How many rows it holds.
    init?(of answer: Answer, rows: Int) {
        if answer.status == 206 {
            text = "status 206"
        } else if Self.hasNextLink(answer.headers) {
            text = "Link: rel=next"
        } else if let field = answer.headers.first(where: { Self.announcesMore($0, than: rows) }) {
            let spelled = "\(field.name.rawName): \(field.value.trimmingWhitespace())"
            text = Excerpt.of(answer.redactor.redact(spelled), limit: 80)
        } else {
            return nil
        }
    }

    /// Whether a `Link` header has a relation `next`, quoted or not, alone or among others (RFC 8288).
    private static func hasNextLink(_ headers: HTTPFields) -> Bool {
        let parameters = (headers[.link] ?? "").lowercased().unicodeScalars.split { $0 == ";" || $0 == "," }
        return parameters.contains { parameter in
            let parts = String(parameter).parts(between: "=", maxSplits: 1).map { $0.trimmingWhitespace() }
            return parts.count == 2 && parts[0] == "rel"
                && parts[1].unicodeScalars.split { $0 == "\"" || $0.properties.isWhitespace }.map { String($0) }
                    .contains("next")
        }
    }

    private static func announcesMore(_ field: HTTPField, than rows: Int) -> Bool {
        let name = field.name.canonicalName
        let value = field.value.trimmingWhitespace()
        if name == "content-range" { return !value.isEmpty && !ContentRange(value.lowercased()).covers(rows: rows) }
        if value.utf8.first == UInt8(ascii: "{"),
            case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: Data(value.utf8))
        {
            return members.contains { announcesMore("x-" + $0, text(of: $1), than: rows) }
        }
        return announcesMore(name, value, than: rows)
    }

    private static func announcesMore(_ name: String, _ value: String, than rows: Int) -> Bool {
        let (name, value) = (name.lowercased(), value.lowercased())
        let words = name.split { $0 == "-" || $0 == "_" }
        let joined = (words.first == "x" ? words.dropFirst() : words[...]).joined()
        if totals.contains(joined) { return number(value).map { $0 > rows } ?? false }
        if pages.contains(joined) { return number(value).map { $0 > 1 } ?? false }
        let isPointer =
            name == "x-next" || name.begins(with: "x-next-") || pointers.contains(where: joined.contains)
        return isPointer && !nothing.contains(value)
    }

    private static func text(of value: JSONValue) -> String {
        switch value {
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .string(let value): value
        case .number, .array, .object: "?"
        case .null: ""
        }
    }

    /// Headers with the number of all rows, without `X-` and hyphens.
    private static let totals: Set<String> = [
        "total", "totalcount", "totalitems", "totalresults", "totalrecords", "totalrows", "totalelements",
        "totalentries", "totalobjects", "totalsize", "paginationtotal", "paginationtotalcount", "pagingtotal",
        "pagingtotalcount", "paginationcount", "collectiontotal", "wptotal",
    ]
    /// Headers with the number of pages.
    private static let pages: Set<String> = [
        "totalpages", "totalpagecount", "paginationtotalpages", "paginationpages", "pagingtotalpages", "lastpage",
        "wptotalpages",
    ]
    /// Parts of header names that give the next page, or say that there is one.
    private static let pointers = [
        "nextpage", "nexttoken", "nextcursor", "nextlink", "nexturl", "nextoffset", "nextmarker", "nextrange",
        "continuation",
        "hasmore", "hasnext", "truncated", "moreresults", "partial",
    ]
    /// Values of such a header that say that there are no more pages.
    private static let nothing: Set<String> = [
        "", "\"\"", "0", "-1", "null", "\"null\"", "nil", "none", "undefined", "false", "no",
    ]

    /// A nonnegative integer, with or without separators (`1,057`); the greatest integer for anything else that begins with a digit, and
    /// `nil` for all other texts.
    private static func number(_ value: String) -> Int? {
        guard let first = value.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        return Int(value.filter { !",_'\u{A0} ".contains($0) }) ?? .max
    }
}

/// The value of a `Content-Range` header: `UNIT FIRST-LAST/TOTAL`, where the unit may be missing, and the range or the total a `*`.
///
/// Rows in a range of an unknown total are a part when a unit is named (`items 0-15/*`). Without a unit (`0-15/*`) they are a part only if
/// the range begins after the first row, because some services put this on every list, complete ones too.
private enum ContentRange {
    case range(unit: String, first: Int?, last: Int, total: Int?)
    case total(Int, unit: String)
    case unknown
    case notUnderstood

    init(_ value: String) {
        let words = value.parts(between: " ").filter { !$0.isEmpty }
        let unit = words.count > 1 ? words[0] : ""
        let parts = (words.last ?? "").parts(between: "/")
        let bounds = parts.first?.parts(between: "-").map { Int($0) } ?? []
        let total = parts.last.flatMap { Int($0) }
        guard words.count <= 2, parts.count == 2, total.map({ $0 >= 0 }) ?? (parts[1] == "*") else {
            self = .notUnderstood
            return
        }
        if parts[0] == "*" {
            self = total.map { .total($0, unit: unit) } ?? .unknown
        } else if bounds.count == 2, let first = bounds[0], let last = bounds[1], first <= last {
            self = .range(unit: unit, first: first, last: last, total: total)
        } else {
            self = .notUnderstood
        }
    }

    func covers(rows: Int) -> Bool {
        switch self {
        case .range(let unit, let first, let last, let total?):
            last - (first ?? 0) >= total - 1 && (unit == "bytes" || rows >= total)
        case .range(let unit, let first, _, nil): unit.isEmpty && (first ?? 0) == 0
        case .total(let total, let unit): unit == "bytes" || rows >= total
        case .unknown: true
        case .notUnderstood: false
        }
    }
}
