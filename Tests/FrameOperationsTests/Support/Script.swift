import FoundationEssentials
import FrameAPI

@testable import FrameOperations

/// One DELETE as a script sees it.
struct Delete: Sendable {
    /// Which DELETE of the run, from 1.
    let ordinal: Int
    let session: SessionID
    /// Which DELETE of this session, from 1.
    let attempt: Int
}

/// What a DELETE does and says.
struct Reply: Sendable {
    var answer: DeleteAnswer
    /// How long after the answer the session leaves; `nil` when it stays.
    var leavesAfter: Duration?
    /// How long the answer takes, if not as long as any other.
    var takes: Duration?

    /// Accepted and carried out at once.
    static let closes = Reply.closes(after: .zero)
    /// Accepted, and never carried out.
    static let sticks = Reply(answer: .accepted(status: 200))
    /// 404, whatever is listed.
    static let gone = Reply(answer: .gone(status: 404))
    /// 409.
    static let conflict = Reply(answer: .refused(status: 409, detail: "busy"))
    /// It never left.
    static let notSent = Reply(answer: .notSent(detail: "no route"))

    static func closes(after delay: Duration) -> Reply {
        Reply(answer: .accepted(status: 200), leavesAfter: delay)
    }

    static func throttled(_ retryAfter: Duration? = nil) -> Reply {
        Reply(answer: .throttled(retryAfter: retryAfter, detail: "slow down"))
    }

    static func busy(_ retryAfter: Duration? = nil) -> Reply {
        Reply(answer: .busy(status: 409, retryAfter: retryAfter, detail: "locked"))
    }

    static func denied(_ status: Int) -> Reply {
        Reply(answer: .denied(status: status, detail: "answered \(status)"))
    }

    static func unknown(acts: Bool, retryAfter: Duration? = nil) -> Reply {
        Reply(
            answer: .unknown(status: 504, retryAfter: retryAfter, detail: "gateway timeout"),
            leavesAfter: acts ? .zero : nil
        )
    }
}

/// What one listing does and shows.
struct Listing: Sendable {
    /// Sessions that have joined by then.
    var joining: [ActiveSession] = []
    /// Sessions that have left by themselves by then.
    var leaving: [SessionID] = []
    /// The pools from then on, if they have changed.
    var pools: [Pool]?
    /// The error instead of an answer.
    var failure: FrameAPIError?
    /// Set when no answer ever comes.
    var hangs = false
    /// By what the answer says of itself that it is partial.
    var truncation: String?
    /// How long the answer was in a cache. What it shows is what the account held when it was asked for all the same.
    var age: Duration = .zero
    /// The moment for which it holds, when that is another one than its age says.
    var date: Date?
    /// How the answer differs from the truth.
    var distort: @Sendable ([ActiveSession]) -> [ActiveSession] = { $0 }

    /// The truth.
    static let asItIs = Listing()

    static func fails(_ code: FrameAPIError.Code, status: Int? = nil) -> Listing {
        Listing(failure: .scripted(code, status: status))
    }

    static func joins(_ sessions: ActiveSession...) -> Listing {
        Listing(joining: sessions)
    }

    static func leaves(_ sessions: SessionID...) -> Listing {
        Listing(leaving: sessions)
    }

    static func showing(_ distort: @escaping @Sendable ([ActiveSession]) -> [ActiveSession]) -> Listing {
        Listing(distort: distort)
    }
}

extension SessionStanding {
    /// What a session says of itself that is live, or is not; or nothing that settles it.
    static func of(_ isLive: Bool?) -> SessionStanding {
        isLive.map { $0 ? .live : .notFound } ?? .inconclusive("status-503")
    }
}
