package import FoundationEssentials
package import FrameAPI

/// One event of a run. The sequence of events is the run: everything else is a view of it.
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

    /// Whether it is the end of a run, unless that is resumed.
    package var isEnd: Bool {
        if case .finished = fact { true } else { false }
    }

    /// What can happen.
    package enum Fact: Sendable {
        /// A plan was confirmed. Always the first. Indirect, so that the many events that follow are small.
        indirect case planned(Planned)
        /// More of a plan that is too long for one event.
        case plannedMore(PlannedMore)
        /// The run continues in another process. The events of that process follow.
        case resumed(Resumed)
        /// A hook is about to run, or has run.
        case hook(Hook)
        /// A DELETE is about to be sent. Durable before it is.
        case closing(Closing)
        /// A DELETE that was announced is not sent after all: the run ended first.
        case withdrawn(Withdrawn)
        /// The answer to a DELETE.
        case answered(Answered)
        /// The service limits the rate: nothing is sent for a while.
        case throttled(Throttled)
        /// It is known whether a session that is asked for by itself is a witness.
        case witness(Witness)
        /// A target is gone, by two witnesses, and a DELETE of this run may have been carried out.
        case closed(Sighting)
        /// A target is gone, by two witnesses, and no DELETE of this run was carried out.
        case alreadyGone(Sighting)
        /// A target that was gone is listed again.
        case relisted(Sighting)
        /// A listing that was taken while DELETEs are sent: how many are still listed.
        case polled(Polled)
        /// A session that was named and not listed is confirmed to be gone, although the listing behind the plan was no evidence.
        case absenceConfirmed(AbsenceConfirmed)
        /// A session in scope that was not in the plan is listed.
        case newcomer(Sighting)
        /// A newcomer is no longer listed.
        case newcomerLeft(Sighting)
        /// A target is listed outside the confirmed scope, or is in scope again. It gets no DELETE while it is outside.
        case outOfScope(OutOfScope)
        /// Newcomers become targets, as the confirmation allows.
        case sweeping(Sweeping)
        /// Sessions that a check left open, where they are too many for one event.
        case leftOpen(LeftOpen)
        /// A check of the account is complete; its results are in the events before.
        case listed(Listed)
        /// A check did not succeed.
        case listingFailed(ListingFailed)
        /// Sessions that may have been closing were waited for until the deadline.
        case deadlinePassed(DeadlinePassed)
        /// The user interrupted.
        case interrupted
        /// The run stopped sending DELETEs by itself.
        case stopped(Stopped)
        /// The end, unless the run is resumed.
        case finished(Conclusion)
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

/// The answer to a DELETE.
package struct Answered: Sendable, Codable, Equatable {
    package let session: SessionID
    /// Its meaning for the session.
    package let meaning: DeleteAnswer.Meaning
    package let status: Int?
    /// When it was sent by the service's clock, in Unix seconds, if the answer has a date.
    package let serviceTime: Int?
    /// The message of the service or the network.
    package let detail: String?

    enum CodingKeys: String, CodingKey {
        case session, meaning, status, detail
        case serviceTime = "service_time"
    }
}

/// Whether a session that is asked for by itself is a witness.
package struct Witness: Sendable, Codable, Equatable {
    /// Whether one that is listed answered that it is live.
    package let sessions: Bool
}

/// A listing during a pass. It settles nothing.
package struct Polled: Sendable, Codable, Equatable {
    /// How many sessions it shows in total.
    package let sessions: Int
    /// How many targets it does not show.
    package let missing: Int
}

/// Nothing is sent for a while.
package struct Throttled: Sendable, Codable, Equatable {
    /// How long, in seconds.
    package let seconds: Double
    /// The message of the service or the network.
    package let detail: String
}

/// A session is in a listing, or no longer is.
package struct Sighting: Sendable, Codable, Equatable {
    package let session: SessionID
    package let pool: PoolID
}

/// A session that was named and not listed is gone.
package struct AbsenceConfirmed: Sendable, Codable, Equatable {
    package let session: SessionID
}

/// A target is listed where it must not be closed.
package struct OutOfScope: Sendable, Equatable {
    package let session: SessionID
    /// The pool that it is listed in now.
    package let pool: PoolID?
    /// Why it must not be closed; `nil` when it may be closed again.
    package let reason: SkipReason?

    /// Makes the fact.
    package init(session: SessionID, pool: PoolID?, reason: SkipReason?) {
        self.session = session
        self.pool = pool
        self.reason = reason
    }
}

/// Newcomers become targets.
package struct Sweeping: Sendable, Codable, Equatable {
    /// Which round of the run, from 1. A long round takes several events.
    package let round: Int
    package let targets: [Plan.Target]
}

/// A complete check.
package struct Listed: Sendable, Codable, Equatable {
    /// The number of the check in the run, from 1.
    package let round: Int
    /// How many sessions the listing shows in total.
    package let sessions: Int
    /// How many targets are not known to be gone.
    package let left: Int
    /// How many newcomers there are.
    package let newcomers: Int
    /// How many expected sessions it does not show that are not known to be gone.
    package let missing: Int
    /// How many rows do not say which session they are, or in which pool.
    package let unreadable: Int
    /// The answer's own sign that it is partial, such as `X-Total-Count: 57`.
    package let truncated: String?
    /// Whether the listing could be a witness of absence.
    package let witness: Bool
    /// How many sessions were asked for by themselves.
    package let asked: Int
    /// How many of them said that they are gone.
    package let agreed: Int
    /// How long the listing was in a cache, in seconds, according to the answer.
    package let age: Int
    /// Whether listings of this run have contradicted the sessions themselves, and are no longer trusted.
    package let distrusted: Bool
    /// The sessions that it leaves open: not confirmed to be gone, and not shown by a recent listing; in addition to those of ``LeftOpen``.
    package let open: [SessionID]
}

/// More sessions that the next check to be logged left open.
package struct LeftOpen: Sendable, Codable, Equatable {
    package let sessions: [SessionID]
}

/// The deadline passed with sessions left.
package struct DeadlinePassed: Sendable, Codable, Equatable {
    /// How many targets are not known to be gone.
    package let left: Int
}

/// A check that did not succeed.
package struct ListingFailed: Sendable, Codable, Equatable {
    package let round: Int
    /// The error's code.
    package let code: String
    /// The message of the service or the network.
    package let detail: String
}

extension Listed {
    /// Whether it came from a cache, so that it says nothing about sessions that have started since.
    var isStale: Bool { age > Int(Snapshot.tolerance / .seconds(1)) }
}

extension OutOfScope: Codable {
    private enum Key: String, CodingKey {
        case session, pool, reason
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(session, forKey: .session)
        try container.encodeIfPresent(pool, forKey: .pool)
        try reason?.encode(to: encoder)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        session = try container.decode(SessionID.self, forKey: .session)
        pool = try container.decodeIfPresent(PoolID.self, forKey: .pool)
        reason = container.contains(.reason) ? try SkipReason(from: decoder) : nil
    }
}
