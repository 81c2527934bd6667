package import FoundationEssentials

/// The protections of a profile, or of a folder's settings file. They only narrow, and no flag overrides them.
package struct Protection: Sendable, Equatable {
    /// The source, as shown to people: `profile training`.
    package let source: String
    /// The file that contains them, to change it.
    package let file: String
    /// Names or ids of pools whose sessions are never closed.
    package var pools: [String] = []
    /// Kinds of pool whose sessions are never closed, compared without regard to case.
    package var kinds: [String] = []
    /// Users whose sessions are never closed, in the service's spelling, compared without regard to case.
    package var users: [String] = []
    /// The hours of the day in which sessions may be closed; `nil` for all.
    package var hours: AllowedHours?
    /// The maximum number of sessions of one run; `nil` for the flags' limit.
    package var maxSessions: Int?
    /// Whether a run needs a reason for the journal.
    package var requiresReason = false
    /// Whether only a saved plan may be applied.
    package var requiresPlan = false
    /// Whether nothing may act on the service at all.
    package var isReadOnly = false

    /// Makes a protection that protects nothing yet.
    package init(source: String, file: String) {
        self.source = source
        self.file = file
    }

    /// Whether it protects nothing.
    package var isEmpty: Bool { self == Protection(source: source, file: file) }

    /// A rule of a protection.
    package enum Rule: Sendable, Equatable {
        /// Nothing may act on the service.
        case readOnly
        /// Only a saved plan may be applied.
        case planRequired
        /// A run needs a reason.
        case reasonRequired
        /// Sessions may be closed in these hours, and the current time is outside them.
        case hours(AllowedHours, at: Date)
        /// A run to be resumed has this number of targets, more than one run may have.
        case maxSessions(Int, limit: Int)
        /// A request of the user's own acts, and it is not known whether it respects the protections.
        case rawRequest
    }

    /// The error for a forbidden operation, with the code `protected`.
    package func refusal(_ rule: Rule) -> OperationsError { .protected(rule, source: source, file: file) }
}

/// All protections: of the profile in use, and of the working folder's file.
package struct Protections: Sendable, Equatable {
    /// Each of them, without empty ones.
    package let all: [Protection]

    /// Combines protections.
    package init(_ all: [Protection] = []) {
        self.all = all.filter { !$0.isEmpty }
    }

    /// Refuses to begin or to resume a run that they do not allow.
    ///
    /// - Parameters:
    ///   - reason: The reason for the run, if one was given.
    ///   - isPlanned: Whether it applies a saved plan.
    ///   - moment: When it is to begin.
    /// - Throws: ``OperationsError`` with the code `protected`.
    package func admitRun(reason: String?, isPlanned: Bool, at moment: Date) throws(OperationsError) {
        for protection in all {
            if protection.isReadOnly { throw protection.refusal(.readOnly) }
            if protection.requiresPlan, !isPlanned { throw protection.refusal(.planRequired) }
            if protection.requiresReason, reason == nil { throw protection.refusal(.reasonRequired) }
            if let hours = protection.hours, !hours.contains(moment) {
                throw protection.refusal(.hours(hours, at: moment))
            }
        }
    }

    /// The allowed hours that do not include a moment of the wall clock; `nil` when all include it.
    func closedHours(at moment: Date) -> ClosingHours? {
        all.lazy.compactMap { protection in
            guard let hours = protection.hours, !hours.contains(moment) else { return nil }
            return ClosingHours(source: protection.source, hours: hours.words)
        }.first
    }

    /// Refuses an acting request of the user's own, because it is not known whether it respects the protections.
    ///
    /// - Throws: ``OperationsError`` with the code `protected`.
    package func admitRawRequest() throws(OperationsError) {
        guard let protection = all.first else { return }
        throw protection.refusal(protection.isReadOnly ? .readOnly : .rawRequest)
    }

    /// Limits that are no higher than any protection's.
    package func lowered(_ ceilings: Ceilings) -> Ceilings {
        var lowered = ceilings
        for protection in all {
            guard let most = protection.maxSessions, most < lowered.sessions else { continue }
            lowered.sessions = most
            lowered.sessionsSetBy = protection.source
        }
        return lowered
    }

    /// The same settings, for a run that ends with the allowed hours and sweeps no further than allowed.
    ///
    /// - Parameters:
    ///   - settings: The settings of the run.
    ///   - moment: When it begins.
    /// - Returns: Settings with no wider limit.
    package func bounding(_ settings: RunSettings, at moment: Date) -> RunSettings {
        var bounded = settings
        bounded.protections = self
        for protection in all {
            if let most = protection.maxSessions { bounded.mostTargets = min(most, bounded.mostTargets ?? most) }
            guard let hours = protection.hours, let left = hours.remaining(at: moment), left < bounded.limit else {
                continue
            }
            bounded.limit = left
            bounded.limitHours = ClosingHours(source: protection.source, hours: hours.words)
        }
        return bounded
    }
}
