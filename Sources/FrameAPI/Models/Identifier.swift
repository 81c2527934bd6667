#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An id as the service wrote it: opaque text, compared byte for byte, never parsed for meaning.
///
/// The vendor's own sample ids are not always valid hexadecimal, session ids hold dots, and some services write ids as numbers. So an id is
/// the received text, and a number is kept as its digits.
public struct Identifier<Entity>: Sendable {
    /// The id's text, exactly as received.
    public let value: String

    /// Makes an id of a text.
    public init(_ value: String) {
        self.value = value
    }
}

/// The id of an account: a UUID in the console's address bar.
public typealias AccountID = Identifier<Account>
/// The id of a pool: the `external_id` of the pool listing.
public typealias PoolID = Identifier<Pool>
/// The id of an active session, like `gateway-prod.KR5LDopQG8MzV136`.
public typealias SessionID = Identifier<ActiveSession>
/// The id of an organization.
public typealias OrganizationID = Identifier<Organization>
/// The id of a customer.
public typealias CustomerID = Identifier<Customer>
/// The id of a publish task.
public typealias PublishTaskID = Identifier<PublishTask>

extension Identifier: CustomStringConvertible {
    /// The id's text.
    public var description: String { value }
}

extension Identifier: ExpressibleByStringLiteral {
    /// Takes a literal id.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

// Texts are equal when they look alike, such as é in one scalar and in two. Ids are not.
extension Identifier: Hashable {
    /// Compares the bytes.
    @inlinable
    public static func == (left: Self, right: Self) -> Bool {
        left.value.hasBytes(of: right.value)
    }

    /// Feeds the bytes.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        value.hashBytes(into: &hasher)
    }
}

// Ids are looked up about twenty times for every session, and most begin alike. So this code is not generic, does not copy the text, and
// compares many bytes at once.
extension String {
    @usableFromInline
    func hasBytes(of other: String) -> Bool {
        withBytes { own in
            other.withBytes { other in
                guard own.count == other.count else { return false }
                guard let ownStart = own.baseAddress, let otherStart = other.baseAddress else { return true }
                return memcmp(ownStart, otherStart, own.count) == 0
            }
        }
    }

    @usableFromInline
    func hashBytes(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    private func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }
}

extension Identifier: Comparable {
    /// Orders ids by their bytes, so that lists have a stable order.
    public static func < (left: Self, right: Self) -> Bool {
        left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
    }
}

extension Identifier: Codable {
    /// Reads text.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the id as text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

extension Identifier {
    /// Whether the id can be one segment of a path: not empty, not longer than 1,024 bytes, not `.` or `..`, and without `/`, `?`, `#` or a
    /// control character. An id that is not sendable is never sent.
    public var isSendable: Bool {
        PathSegment(value) != nil
    }
}

extension Identifier {
    /// Whether another id looks the same to a reader: it differs only by letter case, by composition, or by white space and invisible
    /// characters. The two are still different ids.
    package func looksLike(_ other: Self) -> Bool { self != other && lookalikeKey == other.lookalikeKey }

    /// Equal, as text, for ids that look the same.
    package var lookalikeKey: String {
        let visible = value.unicodeScalars.filter {
            $0.properties.generalCategory != .format && !$0.properties.isWhitespace
        }
        return String(String.UnicodeScalarView(visible)).lowercased()
    }
}
