import FoundationEssentials
import FrameAPI

/// A session that is looked for and that a listing does not show.
struct Missing: Sendable {
    let session: SessionID
    /// The answer to its last DELETE by the service's clock, or else the listing that showed it: an older listing proves nothing.
    let reference: Date?
    /// Whether it has to be asked for by itself, because no DELETE of it was accepted: what leaves without one needs a better reason
    /// than that others did.
    let mustBeAsked: Bool
}

/// Decides which of the sessions that listings do not show are gone: those on which two witnesses agree. Pure.
///
/// A witness is a listing that is whole and recent enough, or the session itself when it is asked for alone. After a listing that is no
/// witness the session's own answer is enough, and absence from that listing is nothing.
struct AbsenceJudgement: Sendable {
    /// Since when listings that are witnesses have not shown a session.
    private struct Absence: Sendable {
        /// When the first of them was complete.
        let firstTakenAt: Duration
        /// The moment for which the last one held that counts.
        var serviceDate: Date?
        /// How many they are.
        var listings = 1
    }

    /// Whether the sessions themselves are witnesses; `nil` before that is known.
    var asksSessions: Bool?
    /// Set when listings contradicted the sessions themselves, twice: then no listing is believed any more.
    var distrustsListings = false
    private var absences: [SessionID: Absence] = [:]
    /// How far apart two listings are that count as two witnesses.
    private let gap: Duration
    /// How many listings in a row count where only listings tell: one more each time that one shows again what another did not.
    private var enough = 2

    init(gap: Duration, asksSessions: Bool? = nil, distrustsListings: Bool = false) {
        self.gap = gap
        self.asksSessions = asksSessions
        self.distrustsListings = distrustsListings
    }

    /// Sorts missing sessions by whether their absence from a listing means anything.
    func sort(_ missing: [Missing], in listing: ListingEvidence) -> (believed: [Missing], doubted: [Missing]) {
        guard isWitness(listing) else { return ([], missing) }
        var (believed, doubted): ([Missing], [Missing]) = ([], [])
        for session in missing {
            if listing.proves(absenceOf: session) { believed.append(session) } else { doubted.append(session) }
        }
        return (believed, doubted)
    }

    /// Whether a listing can be a witness at all.
    func isWitness(_ listing: ListingEvidence) -> Bool {
        !distrustsListings && listing.isWhole(alone: asksSessions != true)
    }

    /// What the answers to one check come to.
    struct Outcome: Sendable {
        var gone: [SessionID] = []
        var live: [SessionID] = []
        /// Neither known to be gone nor known to be live.
        var open: [SessionID] = []
        /// Whether some of them lack a second listing and nothing else.
        var awaitsSecondListing = false
    }

    /// Takes note of a listing that is not judged: sessions that it shows are not absent since before it.
    ///
    /// - Parameters:
    ///   - missing: Those that it does not show.
    ///   - showsAgain: Whether it shows any that was known to be gone.
    mutating func note(_ missing: [Missing], showsAgain: Bool) {
        let still = Set(missing.map(\.session))
        let shown = absences.filter { !still.contains($0.key) }
        if showsAgain || !shown.isEmpty { enough += 1 }
        for session in shown.keys { absences[session] = nil }
    }

    /// Judges the missing sessions of one listing.
    ///
    /// - Parameters:
    ///   - missing: Them all.
    ///   - listing: The listing.
    ///   - showsAgain: Whether it shows any session that was known to be gone.
    ///   - answers: What those that were to be asked for said.
    /// - Returns: Who is gone, live, or open.
    mutating func judge(
        _ missing: [Missing],
        in listing: ListingEvidence,
        showsAgain: Bool,
        answers: [SessionID: SessionStanding]
    ) -> Outcome {
        note(missing, showsAgain: showsAgain)
        let (believed, doubted) = sort(missing, in: listing)
        var outcome = Outcome()
        for session in doubted.map(\.session) {
            switch answers[session] {
            case .ended, .notFound: outcome.gone.append(session)
            case .live: outcome.live.append(session)
            case .inconclusive, nil: outcome.open.append(session)
            }
        }
        let sampleAgrees = Self.agrees(believed, answers)
        // There was no time for all that were to be asked. Where they are witnesses, listings do not stand in for them.
        let isHalfAsked = asksSessions == true && believed.contains { answers[$0.session] == .notAsked }
        // What hides a session that is live may hide the others.
        let isContradicted = believed.contains { answers[$0.session] == .live }
        for session in believed.map(\.session) {
            switch answers[session] {
            case .ended, .notFound: outcome.gone.append(session)
            case .live: outcome.live.append(session)
            case nil where sampleAgrees: outcome.gone.append(session)
            case let answer where isHalfAsked && (answer ?? .notAsked) == .notAsked: outcome.open.append(session)
            case .inconclusive, nil:
                // Where only listings tell, every length at which services end a page is too little.
                guard listing.isWhole(alone: true), !isContradicted else {
                    outcome.open.append(session)
                    continue
                }
                if isGone(session, in: listing) {
                    outcome.gone.append(session)
                } else {
                    outcome.open.append(session)
                    outcome.awaitsSecondListing = true
                }
            }
        }
        for session in outcome.gone + outcome.live { absences[session] = nil }
        return outcome
    }

    /// Counts a listing that does not show a session, and says whether that is enough.
    private mutating func isGone(_ session: SessionID, in listing: ListingEvidence) -> Bool {
        guard var absence = absences[session] else {
            absences[session] = Absence(firstTakenAt: listing.takenAt, serviceDate: listing.serviceDate)
            return false
        }
        // The same answer once more, from a cache, is no other witness.
        if let now = listing.serviceDate, let before = absence.serviceDate, now <= before { return false }
        absence.serviceDate = listing.serviceDate
        absence.listings += 1
        absences[session] = absence
        return absence.listings >= enough && listing.requestedAt - absence.firstTakenAt >= gap
    }

    /// Whether the sessions of the sample speak for those that were not drawn: only if each says that it is gone, because what hides
    /// sessions from a listing may be what keeps them from answering.
    private static func agrees(_ believed: [Missing], _ answers: [SessionID: SessionStanding]) -> Bool {
        let sample = believed.lazy.filter { !$0.mustBeAsked }.compactMap { answers[$0.session] }
        return !sample.isEmpty && sample.allSatisfy(\.isGone)
    }
}

extension SessionStanding {
    /// Whether the session itself says that it is gone.
    var isGone: Bool { self == .ended || self == .notFound }
}
