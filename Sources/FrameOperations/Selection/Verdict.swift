package import FrameAPI

/// What is to become of a listed session, and why.
package enum Verdict: Sendable, Equatable {
    /// It is in scope.
    case close(SessionID, in: PoolID)
    /// It is left alone.
    case skip(SkipReason)

    /// Why it is left alone; `nil` when it is not.
    package var reason: SkipReason? {
        if case .skip(let reason) = self { reason } else { nil }
    }
}
