/// What can go wrong with one request, decided by the seed. Everything else that can go wrong is a ``Calamity``.
enum Fault: String, CaseIterable, Sendable, Comparable {
    // A 429, in every dialect.
    case throttledSeconds = "429, Retry-After 2"
    case throttledDate = "429, Retry-After as a date"
    case throttledZero = "429, Retry-After 0"
    case throttledAbsent = "429 without Retry-After"
    case throttledNonsense = "429, Retry-After nonsense"
    case throttledHuge = "429, Retry-After 1000000"
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
    // Listings that are not the whole truth.
    case duplicates = "listing twice over"
    case reordered = "listing in another order"
    case cutListing = "listing cut short"

    static func < (left: Fault, right: Fault) -> Bool { left.rawValue < right.rawValue }

    /// Whether it can happen to this kind of request.
    func happens(to kind: RequestKind) -> Bool {
        switch self {
        case .conflict, .unprocessable, .gone, .notFound, .hangActed, .badGatewayActed, .gatewayTimeoutActed:
            kind == .delete
        case .duplicates, .reordered, .cutListing: kind == .sessions
        case .wrongShape, .html: true
        default: true
        }
    }
}

/// What a request is for.
enum RequestKind: String, CaseIterable, Sendable {
    case pools, sessions, session, delete
}

/// Where a run stands when a request is sent.
enum Phase: String, CaseIterable, Sendable, Comparable {
    case planning, closing, looking, sweeping, resuming

    static func < (left: Phase, right: Phase) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// What can go wrong beside single requests.
enum Calamity: String, CaseIterable, Sendable {
    case rateLimit = "an unknown rate limit"
    case lingering = "2xx, and the session lingers"
    case stuck = "2xx, and the session stays for ever"
    case newcomers = "users join"
    case kindChanges = "a pool changes its kind"
    case poolVanishes = "a pool vanishes"
    case skew = "the clocks differ"
    case unauthorized = "401 half way"
    case forbidden = "403 half way"
    case journalFails = "the log cannot be written any more"
    case crash = "the process dies"
    case secondCrash = "and dies again when it has been resumed"
    case interruption = "the user interrupts"
    case hookFails = "the command before the close fails"
}
