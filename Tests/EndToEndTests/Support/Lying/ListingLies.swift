/// Ways in which a listing can be wrong about the targets once DELETEs have been sent.
enum ListingLies {
    typealias Answer = @Sendable (Scene) -> Reply

    /// The targets are not shown.
    static let dropped: Answer = { scene in
        scene.rows { $0.pool == AccountTruth.room ? nil : Array($0.row.utf8) }
    }

    /// No session is shown.
    static let nothing: Answer = { _ in .rows([]) }

    /// The targets are not shown, and the answer says that it is from before the DELETEs.
    static let cached: [(String, Answer)] = [
        ("a cached listing by its Date", { dropped($0).dated(secondsAgo: 20) }),
        ("a cached listing by its Age", { dropped($0).with(["Age": "20"]) }),
    ]

    /// The rows of the targets are there, and cannot be read as rows of the targets.
    static let odd: [(String, Answer)] = [
        ("rows with id null", rows { _ in #"{"id":null,"pool_id":"\#(AccountTruth.room)"}"# }),
        ("rows with id renamed", rows { #"{"session_id":"\#($0)","pool_id":"\#(AccountTruth.room)"}"# }),
        ("rows with an object as id", rows { #"{"id":{"value":"\#($0)"},"pool_id":"\#(AccountTruth.room)"}"# }),
        ("rows with a boolean as id", rows { _ in #"{"id":true,"pool_id":"\#(AccountTruth.room)"}"# }),
        ("rows with the key in another case", rows { #"{"Id":"\#($0)","pool_id":"\#(AccountTruth.room)"}"# }),
        (
            "rows with the id in another case",
            rows { #"{"id":"\#($0.uppercased())","pool_id":"\#(AccountTruth.room)"}"# }
        ),
        (
            "rows with a byte that is not text",
            { scene in
                scene.rows { session in
                    guard session.pool == AccountTruth.room else { return Array(session.row.utf8) }
                    return Array(#"{"id":"\#(session.id)"#.utf8) + [0xFF]
                        + Array(#"","pool_id":"\#(AccountTruth.room)"}"#.utf8)
                }
            }
        ),
    ]

    /// Told by the first listing after the first DELETE only.
    static func once(_ name: String, _ answer: @escaping Answer) -> Lie {
        Lie("\(name), once") { lies in
            lies.listing = { $0.numberAfterDelete == 1 ? answer($0) : $0.truth }
        }
    }

    /// Told for a while from the first listing after the first DELETE.
    static func lasting(_ duration: Duration, _ name: String, _ answer: @escaping Answer) -> Lie {
        Lie("\(name), for \(duration)") { lies in
            lies.listing = { !$0.isBeforeDeletes && $0.sinceFirstAfterDelete < duration ? answer($0) : $0.truth }
        }
    }

    /// Told by every listing after the first DELETE.
    static func forEver(_ name: String, _ answer: @escaping Answer) -> Lie {
        Lie("\(name), for ever") { lies in
            lies.listing = { $0.isBeforeDeletes ? $0.truth : answer($0) }
        }
    }

    private static func rows(_ row: @escaping @Sendable (String) -> String) -> Answer {
        { scene in scene.rows { Array(($0.pool == AccountTruth.room ? row($0.id) : $0.row).utf8) } }
    }
}
