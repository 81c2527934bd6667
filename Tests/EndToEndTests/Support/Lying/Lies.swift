import Testing

/// What the service answers. Everything is the truth, unless a test puts something else in its place.
struct Lies: Sendable {
    typealias Answering = @Sendable (Scene) async -> Reply

    /// To the listing of active sessions.
    var listing: Answering = { $0.truth }
    /// To a GET of one session.
    var single: Answering = { $0.truth }
    /// To a DELETE.
    var delete: Answering = { $0.truth }
    /// To everything else: accounts and pools.
    var other: Answering = { $0.truth }
    /// Whether a DELETE closes its session.
    var closes: @Sendable (Scene) -> Bool = { _ in true }

    /// Makes every `Date` a given time older than it is otherwise.
    mutating func shiftClock(secondsAgo: Double) {
        func shifted(_ answer: @escaping Answering) -> Answering {
            { scene in
                var reply = await answer(scene)
                reply.dateShift += secondsAgo
                return reply
            }
        }
        (listing, single, delete, other) = (shifted(listing), shifted(single), shifted(delete), shifted(other))
    }
}

/// A request, and how far things are when it comes.
struct Scene: Sendable {
    /// The honest answer.
    let truth: Reply
    /// The session that the request is about, if it is about one.
    let session: String
    /// Whether that session is live.
    let isLive: Bool
    /// The sessions that an honest listing shows.
    let listed: [AccountTruth.Session]
    /// Which of its kind it is, from 1; for requests about one session: of its kind and for this session.
    let number: Int
    /// Which of its kind since the first DELETE came, from 1; 0 before.
    let numberAfterDelete: Int
    /// The time since the first of its kind that came after the first DELETE.
    let sinceFirstAfterDelete: Duration
    /// How many DELETEs have come so far, this one included.
    let deletes: Int

    /// Whether no DELETE has come yet.
    var isBeforeDeletes: Bool { numberAfterDelete == 0 }

    /// The honest listing with rows changed or, where `nil` is given, left out.
    func rows(_ change: (AccountTruth.Session) -> [UInt8]?) -> Reply {
        .rows(listed.compactMap(change))
    }
}

/// A lie with a name, for tests that are run with many.
struct Lie: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let tell: @Sendable (inout Lies) -> Void

    init(_ description: String, _ tell: @escaping @Sendable (inout Lies) -> Void) {
        (testDescription, self.tell) = (description, tell)
    }
}

/// What a DELETE does, whatever is answered to it.
enum Effect: Sendable, CaseIterable {
    case none, closes
}

/// Opens once, for those that wait.
final class Gate: Sendable {
    private let stream: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func open() { continuation.finish() }

    func wait() async {
        for await _ in stream {}
    }
}
