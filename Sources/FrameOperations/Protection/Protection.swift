package import FoundationEssentials

/// What a profile, or a folder's file of settings, keeps from being closed. It only ever narrows, and no flag takes it back.
package struct Protection: Sendable, Equatable {
    /// Who protects, as it is said to people: `profile training`.
    package let source: String
    /// The file that says so, for whoever wants to change it.
    package let file: String
    /// Names or ids of pools whose sessions are never closed.
    package var pools: [String] = []
    /// Kinds of pool whose sessions are never closed, compared without regard to case.
    package var kinds: [String] = []
    /// Users whose sessions are never closed, in the service's spelling, compared without regard to case.
    package var users: [String] = []
    /// The hours of the day in which sessions may be closed; `nil` for all.
    package var hours: AllowedHours?
    /// The most sessions that one run may close; `nil` for what the flags say.
    package var maxSessions: Int?
    /// Whether a run needs a reason for the record.
    package var requiresReason = false
    /// Whether only a saved plan may be carried out.
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

    /// What a protection can forbid.
    package enum Rule: Sendable, Equatable {
        /// Nothing may act on the service.
        case readOnly
        /// Only a saved plan may be carried out.
        case planRequired
        /// A run needs a reason.
        case reasonRequired
        /// Sessions may be closed in these hours, and it is another time.
        case hours(AllowedHours, at: Date)
        /// A run that is to be resumed has so many targets, more than one may have.
        case maxSessions(Int, limit: Int)
        /// A request of the user's own acts, and whether it keeps to what is protected cannot be told.
        case rawRequest
    }

    /// The error for something that is forbidden, with the code `protected`.
    package func refusal(_ rule: Rule) -> OperationsError { .protected(rule, source: source, file: file) }
}

/// All that protects at once: the profile in use, and the file of the folder that one works in.
package struct Protections: Sendable, Equatable {
    /// Each of them, those that protect nothing left out.
    package let all: [Protection]

    /// Takes protections together.
    package init(_ all: [Protection] = []) {
        self.all = all.filter { !$0.isEmpty }
    }

    /// Refuses to begin or to go on with a run that they do not allow.
    ///
    /// - Parameters:
    ///   - reason: What was said why, if anything was.
    ///   - isPlanned: Whether it carries out a saved plan.
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

    /// The allowed hours that a moment, by the clock on the wall, is not in; `nil` when it is in all.
    func closedHours(at moment: Date) -> ClosingHours? {
        all.lazy.compactMap { protection in
            guard let hours = protection.hours, !hours.contains(moment) else { return nil }
            return ClosingHours(source: protection.source, hours: hours.words)
        }.first
    }

    /// Refuses a request of the user's own that acts: whether it keeps to what is protected cannot be told.
    ///
    /// - Throws: ``OperationsError`` with the code `protected`.
    package func admitRawRequest() throws(OperationsError) {
        guard let protection = all.first else { return }
        throw protection.refusal(protection.isReadOnly ? .readOnly : .rawRequest)
    }

    /// Ceilings that are no higher than any protection's.
    package func lowered(_ ceilings: Ceilings) -> Ceilings {
        var lowered = ceilings
        for protection in all {
            guard let most = protection.maxSessions, most < lowered.sessions else { continue }
            lowered.sessions = most
            lowered.sessionsSetBy = protection.source
        }
        return lowered
    }

    /// The same settings, for a run that ends when the allowed hours do and sweeps no further than allowed.
    ///
    /// - Parameters:
    ///   - settings: How the run is to go about its work.
    ///   - moment: When it begins.
    /// - Returns: Settings of which no bound is wider.
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
