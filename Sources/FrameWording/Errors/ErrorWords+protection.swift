import FrameAPI
import FrameOperations

extension ErrorWords {
    static func unknownProtectedPool(_ name: String, source: String, file: String, listed: [Pool]) -> Self {
        let known = listed.prefix(mostPools).compactMap { $0.name ?? $0.id?.value }
        return ErrorWords(
            detail: "\(source) protects the pool “\(name)”, which this account does not list"
                + namelessness(of: listed),
            remedy: "Correct protect.pools in \(file), or take the pool out of it if it is gone; the account lists: "
                + known.joined(separator: ", ")
        )
    }

    static func usersNotSent(source: String, sessions: Int, inScope: Int, _ terms: Terms) -> Self {
        ErrorWords(
            detail: "\(source) protects users (protect.users), and the service names no user for \(sessions) of "
                + "\(inScope) sessions in scope",
            remedy: "Protect the pools of these users instead, with protect.pools, or narrow to pools of others with "
                + "\(terms(.pool)). Nothing was closed"
        )
    }

    static func protected(_ rule: Protection.Rule, source: String, file: String, _ terms: Terms) -> Self {
        func words(_ key: String, _ what: String, _ remedy: String) -> Self {
            ErrorWords(detail: "\(source) \(what) (protect.\(key) in \(file))", remedy: "\(remedy). Nothing was closed")
        }
        return switch rule {
        case .readOnly:
            words("read_only", "reads only", "Choose a profile that may close, with \(terms(.profile))")
        case .planRequired:
            words(
                "require_plan",
                "closes by a saved plan only",
                "Save one with \(terms(.savePlan)), have it approved, and carry it out with \(terms(.apply))"
            )
        case .reasonRequired:
            words(
                "require_reason",
                "requires \(terms(.reason))",
                "Give the reason, which is stored in the journal: \(terms(.reason, "\"…\""))"
            )
        case .hours(let hours, let moment):
            words(
                "hours",
                "closes \(hours.words) only, and it is \(hours.clock(moment)) there",
                hours.opening(after: moment).map { "It is allowed again from \($0)" } ?? "It is never allowed"
            )
        case .maxSessions(let count, let limit):
            words(
                "max_sessions",
                "closes at most \(limit) sessions in a run, and this one has \(count)",
                "Begin again with \(terms(.close)) for fewer at a time, with \(terms(.pool)) or \(terms(.session))"
            )
        case .rawRequest:
            ErrorWords(
                detail: "\(source) protects sessions (protect in \(file)), and whether this request keeps to that "
                    + "cannot be told",
                remedy: "Use \(terms(.close)), or choose another profile with \(terms(.profile)). Nothing was sent"
            )
        }
    }
}
