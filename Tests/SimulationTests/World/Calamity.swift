/// What can go wrong beside single requests.
enum Calamity: String, CaseIterable, Sendable {
    case rateLimit = "an unknown rate limit"
    case lingering = "2xx, and the session lingers"
    case stuck = "2xx, and the session stays for ever"
    case hollow = "2xx, and nothing happens"
    case refusing = "every DELETE is refused"
    case forbiddenSessions = "single sessions are forbidden"
    case newcomers = "users join"
    case departures = "users log off"
    case kindChanges = "a pool changes its kind"
    case poolVanishes = "a pool vanishes"
    case oddRows = "rows without an id, always"
    case noSessionEndpoint = "no endpoint for single sessions"
    case skew = "the clocks differ"
    case undated = "answers without a date"
    case unauthorized = "401 half way"
    case forbidden = "403 half way"
    case journalFails = "the journal cannot be written any more"
    case crash = "the process dies"
    case secondCrash = "and dies again when it has been resumed"
    case interruption = "the user interrupts"
    case openQuestion = "the question stands open"
    case hookFails = "the hook before the close fails"
}

/// Which witnesses of a world lie.
///
/// A rule that believes two witnesses can only be as good as they are together, so no world has both lie at once. Left out by
/// construction, because no rule could find it out:
/// - listings that hide the same live session for two seconds or more where sessions cannot be asked, or do not answer;
/// - a session that says of itself that it is gone, while a listing hides it, or proves nothing by its own word;
/// - an accepted DELETE without effect on a few of many sessions, hidden by listings, where a sample of the many is asked and the few are
///   not drawn.
enum Honesty: Sendable {
    /// Listings lie as they like for as long as they like. A session that is asked for alone always answers, in time, and with the
    /// truth.
    case ofSessions
    /// Listings hide sessions once, for less than two seconds; otherwise what they hide shows. Sessions may not answer, or there may be no
    /// endpoint for them, and what they say is true.
    case ofBoth
    /// Listings are whole. Sessions say of themselves that they are gone and are not.
    case ofListings

    /// Whether a fault may happen to requests of a kind at any time.
    func allows(_ fault: Fault, to kind: RequestKind, in phase: Phase) -> Bool {
        // Ids that nobody has seen otherwise before are ids.
        if fault == .otherCaseID, phase == .planning { return false }
        return switch self {
        case .ofSessions: kind != .session
        case .ofBoth: !fault.hides && !fault.isLieOfSession
        case .ofListings: !fault.isLieOfListing
        }
    }

    /// A world in which the fault may happen to all requests that it can happen to.
    init(allowing fault: Fault) {
        self = fault.hides ? .ofSessions : fault.isLieOfSession ? .ofListings : .ofBoth
    }
}
