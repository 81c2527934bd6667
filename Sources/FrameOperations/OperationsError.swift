package import FrameAPI

/// Why an operation did not begin or could not continue, with the details: codes and parameters, without words.
package enum OperationsError: Error, Sendable, Equatable {
    /// A named pool is not in the listing; `nearest` is the likely intended one.
    case unknownPool(String, NamedFor, nearest: String?, listed: [Pool])
    /// A pool's name matches several pools.
    case ambiguousPool(String, NamedFor, matching: [PoolID])
    /// A session is excluded by an id that only looks like that of a listed one.
    case ambiguousSession(excluded: SessionID, listed: SessionID)
    /// A named session is listed where it is skipped; `pool` is the name or the id of its pool.
    case sessionNotSelected(SessionID, pool: String?, SkipReason, selectedKinds: [String])
    /// A named pool has another kind, or none that is known.
    case poolOfOtherKind(PoolID, name: String?, kind: String?, selectedKinds: [String])
    /// No pool of a selected kind is listed, or is among the named ones; `found` counts all listed pools.
    case noSelectedPool(kinds: [String], found: [KindCount], isNamed: Bool)
    /// A protected pool is not listed.
    case unknownProtectedPool(String, source: String, file: String, listed: [Pool])
    /// Users are protected, and the service names no user for this number of the sessions in scope.
    case usersNotSent(source: String, sessions: Int, inScope: Int)
    /// A profile, or the folder's settings file, does not allow it.
    case protected(Protection.Rule, source: String, file: String)
    /// More sessions would be closed than the limit allows; `setBy` is the protection that set it, if one did.
    case tooManySessions(Int, limit: Int, setBy: String?)
    /// A larger share of the listed sessions would be closed than the limit allows, in percent.
    case shareTooLarge(sessions: Int, listed: Int, percent: Int, limit: Int)
    /// The confirmation is not the plan's phrase; `passed` is the phrase of the script.
    case confirmationMismatch(passed: String?, phrase: String)
    /// Pools of the saved plan are of another kind now.
    case poolsChanged([PlanDrift.ChangedPool])
    /// The saved plan, or the run, belongs to another account or service than the current one.
    case otherAccount(AccountID, apiURL: String, here: AccountID, hereURL: String)
    /// The account has changed more than the limit allows since the plan was made, in percent.
    case planDrifted(PlanDrift.Extent, limit: Int)
    /// The run ended before its plan was written.
    case planNotWritten
    /// No part of the run is left to be done.
    case runComplete(run: String, Conclusion)
    /// The run's log cannot be written.
    case journalFailed(JournalFailure)
}

extension OperationsError {
    /// The failure, as a stable word.
    package enum Code: String, Sendable, CaseIterable {
        case unknownPool = "unknown-pool"
        case ambiguousPool = "ambiguous-pool"
        case ambiguousSession = "ambiguous-session"
        case sessionNotSelected = "session-not-selected"
        case noSelectedPool = "no-selected-pool"
        case unknownProtectedPool = "unknown-protected-pool"
        case fieldNotSent = "field-not-sent"
        case protected
        case overCeiling = "over-ceiling"
        case consentRefused = "consent-refused"
        case planDrifted = "plan-drifted"
        case planForeign = "plan-foreign"
        case notResumable = "not-resumable"
        case journalFailed = "journal-failed"
    }

    /// The failure.
    package var code: Code {
        switch self {
        case .unknownPool: .unknownPool
        case .ambiguousPool: .ambiguousPool
        case .ambiguousSession: .ambiguousSession
        case .sessionNotSelected: .sessionNotSelected
        case .poolOfOtherKind, .noSelectedPool: .noSelectedPool
        case .unknownProtectedPool: .unknownProtectedPool
        case .usersNotSent: .fieldNotSent
        case .protected: .protected
        case .tooManySessions, .shareTooLarge: .overCeiling
        case .confirmationMismatch: .consentRefused
        case .poolsChanged, .planDrifted: .planDrifted
        case .otherAccount: .planForeign
        case .planNotWritten, .runComplete: .notResumable
        case .journalFailed: .journalFailed
        }
    }

    /// The purpose of a named pool.
    package enum NamedFor: Sendable, Equatable {
        case selecting, excluding
    }

    /// How many pools of a kind are listed.
    package struct KindCount: Sendable, Equatable {
        /// The kind; `nil` when the listing gives none that is certain.
        package let kind: String?
        /// How many pools.
        package let pools: Int

        /// Makes a count.
        package init(kind: String?, pools: Int) {
            self.kind = kind
            self.pools = pools
        }
    }

    /// Why a log could not be written.
    package struct JournalFailure: Sendable, Equatable {
        /// The way to make the run resumable.
        package enum Remedy: Sendable, Equatable {
            case resume, makeRoom, fix
            /// The remedy of the journal.
            case other(String)
        }

        /// The run.
        package let run: String
        /// The message of the journal.
        package let underlying: String
        /// What to do.
        package let remedy: Remedy

        /// Makes a failure.
        package init(run: String, underlying: String, remedy: Remedy) {
            self.run = run
            self.underlying = underlying
            self.remedy = remedy
        }
    }
}
