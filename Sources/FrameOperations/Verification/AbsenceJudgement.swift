import FoundationEssentials
import FrameAPI

/// An expected session that a listing does not show.
struct Missing: Sendable {
    let session: SessionID
    /// The time of the answer to its last DELETE by the service's clock, or else of the listing that showed it: an older listing is no
    /// evidence.
    let reference: Date?
    /// Whether it has to be asked for by itself, because no DELETE for it was accepted: a session that leaves without one needs stronger
    /// evidence than the absence of others.
    let mustBeAsked: Bool
}

/// Decides which of the sessions that listings do not show are gone: those on which two witnesses agree. Pure.
///
/// A witness is a listing that is complete and recent enough, or the session itself when it is asked for alone. After a listing that is no
/// witness the session's own answer is sufficient, and absence from that listing is no evidence.
struct AbsenceJudgement: Sendable {
    /// The time since which listings that are witnesses have not shown a session.
    private struct Absence: Sendable {
        /// When the first of them was complete.
        let firstTakenAt: Duration
        /// The moment of the last counted one.
        var serviceDate: Date?
        /// The number of these listings.
        var listings = 1
    }

    /// Whether the sessions themselves are witnesses; `nil` before that is known.
    var asksSessions: Bool?
    /// Set when listings contradicted the sessions themselves, twice: then no listing is trusted any more.
    var distrustsListings = false
    private var absences: [SessionID: Absence] = [:]
    /// How far apart two listings are that count as two witnesses.
    private let gap: Duration
    /// How many listings in a row are required where only listings are witnesses: one more each time that one shows a session that another
    /// did not.
    private var enough = 2

    init(gap: Duration, asksSessions: Bool? = nil, distrustsListings: Bool = false) {
        self.gap = gap
        self.asksSessions = asksSessions
        self.distrustsListings = distrustsListings
    }

    /// Sorts missing sessions by whether their absence from a listing is evidence.
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

    /// The result of the answers in one check.
    struct Outcome: Sendable {
        var gone: [SessionID] = []
        var live: [SessionID] = []
        /// Neither known to be gone nor known to be live.
        var open: [SessionID] = []
        /// Whether some of them lack only a second listing.
        var awaitsSecondListing = false
    }

    /// Takes a listing into account that is not judged: the absence of the sessions that it shows begins again.
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
    ///   - missing: The missing sessions.
    ///   - listing: The listing.
    ///   - showsAgain: Whether it shows any session that was known to be gone.
    ///   - answers: The answers of the sessions that had to be asked for.
    /// - Returns: The sessions that are gone, live, or open.
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
        // There was no time to ask all of them. A listing does not replace the answer of a session that can be asked.
        let isHalfAsked = asksSessions == true && believed.contains { answers[$0.session] == .notAsked }
        // The cause that hides a live session may hide the others.
        let isContradicted = believed.contains { answers[$0.session] == .live }
        for session in believed.map(\.session) {
            switch answers[session] {
            case .ended, .notFound: outcome.gone.append(session)
            case .live: outcome.live.append(session)
            case nil where sampleAgrees: outcome.gone.append(session)
            case let answer where isHalfAsked && (answer ?? .notAsked) == .notAsked: outcome.open.append(session)
            case .inconclusive, nil:
                // Where only listings are witnesses, every length at which services end a page is doubted.
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

    /// Counts a listing that does not show a session, and returns whether the evidence is sufficient.
    private mutating func isGone(_ session: SessionID, in listing: ListingEvidence) -> Bool {
        guard var absence = absences[session] else {
            absences[session] = Absence(firstTakenAt: listing.takenAt, serviceDate: listing.serviceDate)
            return false
        }
        // The same answer again, from a cache, is no second witness.
        if let now = listing.serviceDate, let before = absence.serviceDate, now <= before { return false }
        absence.serviceDate = listing.serviceDate
        absence.listings += 1
        absences[session] = absence
        return absence.listings >= enough && listing.requestedAt - absence.firstTakenAt >= gap
    }

    /// Whether the sample holds for the sessions that were not drawn: only if each session of it says that it is gone, because the cause
    /// that hides sessions from a listing may keep them from answering.
    private static func agrees(_ believed: [Missing], _ answers: [SessionID: SessionStanding]) -> Bool {
        let sample = believed.lazy.filter { !$0.mustBeAsked }.compactMap { answers[$0.session] }
        return !sample.isEmpty && sample.allSatisfy(\.isGone)
    }
}

extension SessionStanding {
    /// Whether the session itself says that it is gone.
    var isGone: Bool { self == .ended || self == .notFound }
}
