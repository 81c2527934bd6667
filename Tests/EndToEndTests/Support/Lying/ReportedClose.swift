import Foundation
import Testing

/// What became of a session, in the words of a report.
enum ReportedOutcome: String, Decodable, Sendable, Comparable, CodingKeyRepresentable {
    case closed
    case alreadyGone = "already-gone"
    case notFound = "not-found"
    case closing, stuck, unverified, failed
    case notStarted = "not-started"
    case skipped, newcomer

    /// Whether it says of a session that it is gone.
    var isGone: Bool { self == .closed || self == .alreadyGone }

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// A report as `--output json` prints it.
struct ReportedClose: Decodable, Sendable {
    struct Session: Decodable, Sendable {
        let id: String?
        let outcome: ReportedOutcome
        let attempts: Int
        let reason: String?
    }

    /// What the report rests on.
    struct Evidence: Decodable, Sendable {
        /// The listings that could be witnesses.
        let listings: Int
        /// The single sessions that were asked for.
        let asked: Int
        /// Those of which the answer was that they are gone.
        let agreed: Int
    }

    let sessions: [Session]
    let totals: [ReportedOutcome: Int]
    /// `nil`, like the status, for a run that did not come to its end.
    let verdict: String?
    let exitStatus: Int32?
    let evidence: Evidence?
    let doubtful: Bool?
    let runID: String

    enum CodingKeys: String, CodingKey {
        case sessions, totals, verdict, evidence, doubtful
        case exitStatus = "exit_status"
        case runID = "run_id"
    }

    /// What became of a session; `nil` when the report does not name it.
    subscript(id: String) -> ReportedOutcome? {
        sessions.first { $0.id?.utf8.elementsEqual(id.utf8) == true }?.outcome
    }

    /// The sessions of an outcome.
    func ids(_ outcome: ReportedOutcome) -> Set<String> {
        Set(sessions.filter { $0.outcome == outcome }.compactMap(\.id))
    }
}

extension FramectlResult {
    /// The report that was printed.
    func report(location: SourceLocation = #_sourceLocation) throws -> ReportedClose {
        try #require(
            try? JSONDecoder().decode(ReportedClose.self, from: Data(output.utf8)),
            "no report, status \(status): \(everything)",
            sourceLocation: location
        )
    }

    /// Whether a text stands in what was written, byte by byte: other letters for the same sign do not count.
    func says(_ text: String) -> Bool {
        let (bytes, wanted) = (Array(everything.utf8), Array(text.utf8))
        return bytes.indices.dropLast(wanted.count - 1).contains { bytes[$0...].starts(with: wanted) }
    }
}
