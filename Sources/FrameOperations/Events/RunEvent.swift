package import FoundationEssentials
package import FrameAPI

/// One thing that happened in a run. The sequence of them is the run: everything else is a view of it.
package struct RunEvent: Sendable {
    /// Its place in the run, from 1.
    package let sequence: Int
    /// When it happened.
    package let time: Date
    /// What happened.
    package let fact: Fact

    /// Makes an event.
    package init(sequence: Int, time: Date, fact: Fact) {
        self.sequence = sequence
        self.time = time
        self.fact = fact
    }

    /// What can happen.
    package enum Fact: Sendable {
        /// A plan was consented to. Always the first. Kept apart, so that the many events that follow are small.
        indirect case planned(Planned)
        /// More of a plan that is too long for one event.
        case plannedMore(PlannedMore)
        /// The run goes on in another process. What that process does follows.
        case resumed(Resumed)
        /// A command of the site's own is about to run, or has run.
        case hook(Hook)
        /// A DELETE is about to be sent. Durable before it is.
        case closing(Closing)
        /// A DELETE that was announced is not sent after all: the run ended first.
        case withdrawn(Withdrawn)
        /// What came back from it.
        case answered(Answered)
        /// The service asks for less: nothing is sent for a while.
        case throttled(Throttled)
        /// A target of which a DELETE of ours may have been carried out is no longer listed.
        case closed(Sighting)
        /// A target of which no DELETE of ours was carried out is no longer listed.
        case alreadyGone(Sighting)
        /// A target that was seen gone is listed again.
        case relisted(Sighting)
        /// A session that was named and not listed is gone indeed, though the listing behind the plan proved nothing.
        case absenceConfirmed(AbsenceConfirmed)
        /// A session in scope that was not in the plan is listed.
        case newcomer(Sighting)
        /// A newcomer is no longer listed.
        case newcomerLeft(Sighting)
        /// A target is listed where nobody agreed to close it, or no longer is. It gets no DELETE while that is so.
        case outOfScope(OutOfScope)
        /// Newcomers become targets, as the consent allows.
        case sweeping(Sweeping)
        /// A look at the whole account is complete; what it showed stands in the events before.
        case listed(Listed)
        /// A look did not succeed.
        case lookFailed(LookFailed)
        /// The user interrupted.
        case interrupted(Interrupted)
        /// The run stopped sending DELETEs by itself.
        case stopped(Stopped)
        /// The end, unless the run is resumed.
        case finished(Finished)
    }
}

/// A DELETE is about to be sent.
package struct Closing: Sendable, Codable, Equatable {
    package let session: SessionID
    /// From 1. A repetition after 429 keeps its number.
    package let attempt: Int
}

/// A DELETE that was announced is not sent.
package struct Withdrawn: Sendable, Codable, Equatable {
    package let session: SessionID
}

/// What came back from a DELETE.
package struct Answered: Sendable, Codable, Equatable {
    /// What the answer says about the session.
    package enum Meaning: String, Sendable, Codable {
        /// 2xx.
        case accepted
        /// 404 or 410.
        case gone
        /// It was not carried out.
        case refused
        /// 429: it was not carried out and does not count.
        case throttled
        /// 401 or 403.
        case denied
        /// It may have been carried out.
        case unknown
        /// It never left this machine.
        case notSent = "not-sent"
    }

    package let session: SessionID
    package let meaning: Meaning
    package let status: Int?
    /// What the service or the network said.
    package let detail: String?
}

/// Nothing is sent for a while.
package struct Throttled: Sendable, Codable, Equatable {
    /// How long, in seconds.
    package let seconds: Double
    package let reason: String
}

/// A session was, or was no longer, in a listing.
package struct Sighting: Sendable, Codable, Equatable {
    package let session: SessionID
    package let pool: PoolID
}

/// A session that was named and not listed is gone.
package struct AbsenceConfirmed: Sendable, Codable, Equatable {
    package let session: SessionID
}

/// A target is listed where it must not be closed.
package struct OutOfScope: Sendable, Codable, Equatable {
    package let session: SessionID
    /// The pool that it is listed in by now.
    package let pool: PoolID?
    /// Why it must not be closed; `nil` when it may be again.
    package let reason: String?
}

/// Newcomers become targets.
package struct Sweeping: Sendable, Codable, Equatable {
    /// Which round of the run, from 1. A long round takes several events.
    package let round: Int
    package let targets: [Plan.Target]
}

/// A complete look.
package struct Listed: Sendable, Codable, Equatable {
    /// Which look of the run, from 1.
    package let round: Int
    /// How many sessions the listing shows in all.
    package let sessions: Int
    /// How many targets are not seen gone.
    package let left: Int
    /// How many newcomers it shows.
    package let newcomers: Int
    /// Set when the listing's length is one at which services cut pages; then absence alone proved nothing, and each target
    /// that was missing was looked at by itself.
    package let doubtful: Bool
    /// The missing ones of which that left open whether they are live.
    package let open: [SessionID]
}

/// A look that did not succeed.
package struct LookFailed: Sendable, Codable, Equatable {
    package let round: Int
    /// The error's code.
    package let code: String
    package let reason: String
}

/// The user interrupted.
package struct Interrupted: Sendable, Codable, Equatable {
    package let reason: String
}

/// The run stopped sending DELETEs by itself.
package struct Stopped: Sendable, Codable, Equatable {
    /// Why it stopped.
    package enum Cause: String, Sendable, Codable {
        /// 401 or 403.
        case credentials
        /// 429 for as long as the deadline is.
        case throttling
        /// One DELETE after the other had no answer.
        case unreachable
        /// The site's own command before the close failed; nothing was sent.
        case hook
        /// More sessions failed than the run was to bear.
        case failures
        /// It had been sending for as long as it was to.
        case timeLimit = "time-limit"
    }

    package let cause: Cause
    package let reason: String
}

/// The end of a run.
package struct Finished: Sendable, Codable, Equatable {
    package let verdict: String
    package let exitStatus: Int

    enum CodingKeys: String, CodingKey {
        case verdict
        case exitStatus = "exit_status"
    }
}
