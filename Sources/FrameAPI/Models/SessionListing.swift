public import FoundationEssentials

/// A listing of active sessions, with its answer's statements about its own completeness and age.
///
/// No paging is documented for it. A listing without such statements may be truncated all the same.
public struct SessionListing: Sendable, Equatable {
    /// The received rows.
    public let sessions: [ActiveSession]
    /// The header or status by which the answer says that it is partial, such as `X-Total-Count: 57`; `nil` without one.
    public let truncation: String?
    /// The moment for which it holds, by the service's clock: `Date` less `Age`; `nil` when the answer has no date.
    public let serviceDate: Date?
    /// How long it was in a cache, by `Age`; zero without that header, and ``unknownAge`` when it was not understood.
    public let age: Duration

    /// The greatest age, 2³¹ seconds (RFC 9111).
    public static let unknownAge: Duration = .seconds(1 << 31)

    /// Makes a listing.
    public init(
        sessions: [ActiveSession],
        truncation: String? = nil,
        serviceDate: Date? = nil,
        age: Duration = .zero
    ) {
        self.sessions = sessions
        self.truncation = truncation
        self.serviceDate = serviceDate
        self.age = age
    }
}

/// The service's answer about one session that is asked for alone.
public enum SessionStanding: Sendable, Equatable {
    /// 200 with its id and a live state (`init`, `reserved`, `open` in any case).
    case live
    /// 200 with its id and a state, a text, that is not live.
    case ended
    /// 404 or 410, with JSON or nothing in the body.
    case notFound
    /// Anything else, with its code: another id, no state, a page, a status, a failure. It settles nothing.
    case inconclusive(String)
}
