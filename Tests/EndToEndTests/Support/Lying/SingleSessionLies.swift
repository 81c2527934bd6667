/// Ways in which the answer to a GET of one session can be no witness, for a session that is live and one that is gone alike.
enum SingleSessionLies {
    typealias Answer = @Sendable (Scene) -> Reply

    static let inconclusive: [(String, Answer)] = [
        ("another id", { _ in .json(#"{"id":"gateway-prod.another","state":"closed"}"#) }),
        ("no state", { .json(#"{"id":"\#($0.session)"}"#) }),
        ("a state that is no text", { .json(#"{"id":"\#($0.session)","state":0}"#) }),
        ("404 with a page", { _ in .html(status: 404) }),
        ("200 with a page", { _ in .html(status: 200) }),
        ("403", { _ in .problem(403) }),
        ("500", { _ in .problem(500) }),
    ]

    /// The endpoint is not there: the same answer to everything.
    static let absent: (String, Answer) = ("404 for everything", { _ in .problem(404) })

    /// Told from the first request on.
    static func always(_ lie: (String, Answer)) -> Lie {
        Lie("single sessions: \(lie.0)") { lies in lies.single = { lie.1($0) } }
    }

    /// Told from the first DELETE on: the truth before, so that the endpoint is taken for a witness.
    static func afterDeletes(_ lie: (String, Answer)) -> Lie {
        Lie("single sessions once DELETEs were sent: \(lie.0)") { lies in
            lies.single = { $0.deletes == 0 ? $0.truth : lie.1($0) }
        }
    }
}
