package import FoundationEssentials

/// The entry of a run in the list of runs.
package struct RunRecord: Sendable, Equatable {
    /// Its place among the runs of the journal, from 1.
    package let number: Int
    /// Its id.
    package let id: String
    /// The account whose sessions it closes.
    package let subject: ClaimSubject
    /// The process that began it.
    package let holder: ClaimHolder
    /// When it was begun.
    package let begunAt: Date
    /// How many events it has.
    package let eventCount: Int
    /// The first of them.
    package let first: StoredEvent?
    /// The last of them.
    package let last: StoredEvent?
    /// Whether a process works on it.
    package let isAlive: Bool

    /// Makes a record.
    package init(
        number: Int,
        id: String,
        subject: ClaimSubject,
        holder: ClaimHolder,
        begunAt: Date,
        eventCount: Int,
        first: StoredEvent?,
        last: StoredEvent?,
        isAlive: Bool
    ) {
        self.number = number
        self.id = id
        self.subject = subject
        self.holder = holder
        self.begunAt = begunAt
        self.eventCount = eventCount
        self.first = first
        self.last = last
        self.isAlive = isAlive
    }

    /// The first event, if this version understands it.
    package var firstEvent: RunEvent? { try? first?.event() }

    /// The last event, if this version understands it.
    package var lastEvent: RunEvent? { try? last?.event() }
}
