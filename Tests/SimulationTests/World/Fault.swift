/// What can happen to one request, beyond a good answer.
enum Fault: String, CaseIterable, Sendable, Comparable {
    // A 429, in every dialect, and a 403 that is one.
    case throttledSeconds = "429, Retry-After 2"
    case throttledDate = "429, Retry-After as a date"
    case throttledZero = "429, Retry-After 0"
    case throttledAbsent = "429 without Retry-After"
    case throttledNonsense = "429, Retry-After nonsense"
    case throttledHuge = "429, Retry-After 1000000"
    case forbiddenFor = "403, Retry-After 1"
    // It fails.
    case internalError = "500"
    case badGatewayActed = "502, acted on"
    case unavailable = "503"
    case unavailableFor = "503, Retry-After 3"
    case gatewayTimeoutActed = "504, acted on"
    // The network.
    case slow = "slow"
    case hang = "hangs, not acted on"
    case hangActed = "hangs, acted on"
    case cutBefore = "cut before the act"
    case cutAfter = "cut after the act"
    case cutBody = "cut body"
    case refusedConnection = "connection refused"
    // Something else answers.
    case html = "HTML"
    case wrongShape = "wrong shape"
    // The service says no.
    case conflict = "409"
    case unprocessable = "422"
    case gone = "410"
    case notFound = "404"
    // Listings that are the whole truth in an odd form.
    case duplicates = "listing twice over"
    case reordered = "listing in another order"
    // Listings that hide sessions and do not show it.
    case cutListing = "listing cut at a round number"
    case page = "page of a listing"
    case hidesOne = "listing without one session"
    case hidesHalf = "listing without half of them"
    case hidesProduction = "listing without production"
    case nobody = "listing of nobody"
    // Listings that say of themselves that they are a part.
    case pageTotal = "page, X-Total-Count"
    case pageNext = "page, X-Next-Page"
    case pageToken = "page, X-Next-Token"
    case pageRange = "page, Content-Range"
    case pageLink = "page, Link next"
    case partial = "page, status 206"
    // Rows that do not say which session they are.
    case nullID = "rows with id null"
    case renamedID = "rows with id renamed"
    case objectID = "rows whose id is an object"
    case booleanID = "rows whose id is a boolean"
    case otherCaseID = "rows with id in another case"
    case unreadableID = "rows whose id is not text"
    case doubledID = "rows with two ids"
    // Listings of an earlier time.
    case cachedDate = "cached listing, old Date"
    case cachedAge = "cached listing, Age"
    case cachedBoth = "cached listing, old Date and Age"
    case cachedNobody = "cached listing of nobody"
    // A session that is asked for alone, and does not answer the question.
    case otherSession = "session with another id"
    case noState = "session without a state"
    case notFoundPage = "session 404 as HTML"
    case forbiddenSession = "session 403"
    // A session that is asked for alone, and lies.
    case falselyMissing = "session 404, and live"
    case falselyEnded = "session ended, and live"

    static func < (left: Fault, right: Fault) -> Bool { left.rawValue < right.rawValue }

    /// Whether it can happen to this kind of request.
    func happens(to kind: RequestKind) -> Bool {
        switch self {
        case .conflict, .unprocessable, .gone, .notFound, .hangActed, .badGatewayActed, .gatewayTimeoutActed:
            kind == .delete
        case .duplicates, .reordered: kind == .sessions
        case .otherSession, .noState, .notFoundPage, .forbiddenSession, .falselyMissing, .falselyEnded: kind == .session
        default: isLieOfListing ? kind == .sessions : true
        }
    }

    /// A listing hides sessions that are there, and nothing about it shows that.
    var hides: Bool {
        switch self {
        case .cutListing, .page, .hidesOne, .hidesHalf, .hidesProduction, .nobody: true
        default: false
        }
    }

    /// A listing hides sessions that are there, and whoever reads all of it can tell that it proves nothing.
    var hidesOpenly: Bool {
        switch self {
        case .pageTotal, .pageNext, .pageToken, .pageRange, .pageLink, .partial, .nullID, .renamedID, .objectID,
            .booleanID, .otherCaseID, .unreadableID, .doubledID, .cachedDate, .cachedAge, .cachedBoth, .cachedNobody:
            true
        default: false
        }
    }

    var isLieOfListing: Bool { hides || hidesOpenly }

    /// A session that is live says that it is gone.
    var isLieOfSession: Bool { self == .falselyMissing || self == .falselyEnded }
}

/// What a request is for.
enum RequestKind: String, CaseIterable, Sendable {
    case pools, sessions, session, delete
}

/// Where a run stands when a request is sent.
enum Phase: String, CaseIterable, Sendable, Comparable {
    case planning, closing, checking, sweeping, resuming

    static func < (left: Phase, right: Phase) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
