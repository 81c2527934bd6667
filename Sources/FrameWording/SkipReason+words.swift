package import FrameOperations

extension SkipReason {
    /// The reason in words, with the option that would include the session, if there is one.
    package func words(in terms: Terms) -> String {
        let (kind, source) = (kind ?? "", source ?? "")
        return switch code {
        case .noID: "listed without an id; never closed"
        case .unsendableID: "its id cannot be sent safely; never closed"
        case .noPool: "listed without a pool; never closed"
        case .unknownPool: "its pool is not in the listing of pools; never closed"
        case .unknownKind: "its pool is listed without a kind; never closed"
        case .contradictory: "the listing contradicts itself about it; never closed"
        case .otherKind: "pool kind is \(kind) (include it with \(terms(.kind, kind)))"
        case .poolNotNamed: "its pool is not among those of \(terms(.pool))"
        case .sessionNotNamed: "not among those of \(terms(.session))"
        case .poolExcluded: "its pool is excluded by \(terms(.excludePool))"
        case .sessionExcluded: "excluded by \(terms(.excludeSession))"
        case .protectedPool: "protected by \(source): its pool"
        case .protectedKind: "protected by \(source): pools of kind \(kind)"
        case .protectedUser: "protected by \(source): its user"
        case .userNotSent: "protected by \(source): the listing does not name its user"
        case .joinedAfterPlan: "started after the plan was made (include it with a new plan)"
        case .sparedByPlan: "skipped in the saved plan, and in scope now (include it with a new plan)"
        }
    }
}
