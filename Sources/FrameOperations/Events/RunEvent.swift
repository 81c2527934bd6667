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
        /// A plan was consented to. Always the first.
        case planned(Planned)
        /// A DELETE is about to be sent. Durable before it is.
        case closing(Closing)
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
        /// A session in scope that was not in the plan is listed.
        case newcomer(Sighting)
        /// A newcomer is no longer listed.
        case newcomerLeft(Sighting)
        /// A look at the whole account is complete; what it showed stands in the events before.
        case listed(Listed)
        /// A look did not succeed.
        case lookFailed(LookFailed)
        /// The user interrupted.
        case interrupted(Interrupted)
        /// The run stopped sending DELETEs by itself.
        case stopped(Stopped)
        /// The end. Always the last.
        case finished(Finished)
    }
}

/// A plan as it was consented to.
package struct Planned: Sendable, Codable, Equatable {
    /// A session left alone.
    package struct Skipped: Sendable, Codable, Equatable {
        package let session: SessionID?
        package let pool: PoolID?
        package let reason: String
    }

    /// The run's own id.
    package let runID: String
    /// Whose sessions, where, with which credential.
    package let subject: PlanSubject
    /// When the listing behind the plan was made, as text in UTC.
    package let listedAt: String
    /// How consent was given: `typed`, `--confirm` or `--yes`.
    package let consent: String
    /// The sessions to close.
    package let targets: [Plan.Target]
    /// The sessions left alone.
    package let skipped: [Skipped]
    /// Sessions that were named and not listed.
    package let absent: [SessionID]
    /// Set when the listing's length is one at which services cut pages; then absence proves nothing.
    package let doubtful: Bool

    enum CodingKeys: String, CodingKey {
        case subject, consent, targets, skipped, absent, doubtful
        case runID = "run_id"
        case listedAt = "listed_at"
    }
}

/// A DELETE is about to be sent.
package struct Closing: Sendable, Codable, Equatable {
    package let session: SessionID
    /// From 1. A repetition after 429 keeps its number.
    package let attempt: Int
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
