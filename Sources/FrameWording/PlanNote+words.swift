import FrameAPI
package import FrameOperations

extension PlanNote {
    /// The note as a sentence.
    package func words(in terms: Terms) -> String {
        let count = count ?? 0
        return switch code {
        case .truncated:
            "The service says that its listing is not complete (\(mark ?? "")). There are more sessions."
        case .pageLength:
            "The listing has exactly \(count) sessions. If the service truncates its lists, there are more."
        case .cached:
            "The listing comes from a cache, \(Duration.seconds(count).inWords) old. There may be other sessions."
        case .repeatedRows: "Rows that repeat a session: \(count). Each session counts once."
        case .unusableRows: "Sessions listed without a usable id, pool or kind, and skipped: \(count)."
        case .poolsWithoutID: "Pools listed without an id, to which no session can be matched: \(count)."
        case .unlistedExclusions: "Excluded sessions that are not listed: \(firstNames)."
        case .unlistedKinds: "Kinds of which no pool is listed: \(names?.joined(separator: ", ") ?? "")."
        case .unlistedUsers: "Protected users of whom no session is listed: \(names?.joined(separator: ", ") ?? "")."
        case .unnamedAccount:
            "The credential cannot read the account's name (\(count)); its id stands in its place."
        case .drift: "Since the plan was made: \(drift?.words(in: terms) ?? "")."
        }
    }

    private var firstNames: String {
        let names = names ?? []
        return names.prefix(5).map { Excerpt.of($0, limit: 120) }.joined(separator: ", ")
            + (names.count > 5 ? " and \(names.count - 5) more" : "")
    }
}

extension PlanDrift.Extent {
    /// The changes, as in `9 of 40 planned sessions are gone, 3 new sessions`.
    package func words(in terms: Terms) -> String {
        let noun = planned == 1 ? "planned session" : "planned sessions"
        var parts: [String] = []
        if gone > 0 { parts.append("\(gone) of \(planned) \(noun) \(gone == 1 ? "is" : "are") gone") }
        if movedOut > 0 {
            let why = Set(reasons.map { $0.words(in: terms) }).sorted().joined(separator: "; ")
            parts.append(
                "\(movedOut) of \(planned) \(noun) \(movedOut == 1 ? "is" : "are") no longer in scope (\(why))"
            )
        }
        if joined > 0 { parts.append("\(joined) new \(joined == 1 ? "session" : "sessions")") }
        return parts.joined(separator: ", ")
    }
}
