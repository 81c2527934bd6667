public import FoundationEssentials

/// A listing of active sessions, with what its answer says of its own completeness and age.
///
/// No paging is documented for it. A listing that says nothing of itself may be truncated all the same.
public struct SessionListing: Sendable, Equatable {
    /// The rows that came.
    public let sessions: [ActiveSession]
    /// The header or status by which the answer says that it is not all, such as `X-Total-Count: 57`; `nil` when it says no such thing.
    public let truncation: String?
    /// The moment for which it holds, by the service's clock: `Date` less `Age`; `nil` when the answer was not dated.
    public let serviceDate: Date?
    /// How long it had been in a cache, by `Age`; zero when that was not said, and ``unknownAge`` when it was not understood.
    public let age: Duration

    /// The longest age that there is, 2³¹ seconds (RFC 9111).
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

/// What the service says of one session when it is asked for it alone.
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
