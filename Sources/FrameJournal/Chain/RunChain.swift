import FrameOperations

/// The chain of one run, followed from its opening or from an earlier end.
struct RunChain {
    /// The end so far.
    private(set) var end: ChainHead
    private var reader = CanonicalReader()

    init(after end: ChainHead) {
        self.end = end
    }

    /// Follows the next events.
    ///
    /// - Parameters:
    ///   - batch: The events that come next in the store.
    ///   - take: Called for each that is valid.
    /// - Throws: ``ChainFault`` at the first invalid one, or the error of `take`.
    mutating func follow(_ batch: EventBatch, _ take: (StoredEvent) throws -> Void = { _ in }) throws {
        let entries = batch.entries
        for entry in entries {
            let place = end.count + 1
            guard entry.sequence == place else {
                throw ChainFault(place, "it is missing: event \(entry.sequence) stands in its place")
            }
            let link = end.hash.followed(by: entry.body)
            guard ChainHash(entry.hash) == link else { throw ChainFault(place, "it does not match its hash") }
            guard reader.sequence(of: entry.body) == place else {
                throw ChainFault(place, "its text has another number")
            }
            end = ChainHead(count: place, hash: link)
            try take(StoredEvent(entry))
        }
        if batch.hashes.count > entries.count * ChainHash.width {
            throw ChainFault(end.count + 1, "it is missing: its hash is still there")
        }
    }

    /// Checks, after the last event, that the run ends here.
    ///
    /// - Throws: ``ChainFault``, when events are missing, were added, or the last link does not match.
    func finish(_ count: Int, _ head: ChainHash?) throws(ChainFault) {
        guard end.count >= count else { throw ChainFault(end.count + 1, "it is missing: the run had \(count) events") }
        guard end.count == count else { throw ChainFault(count + 1, "it was added: the run had \(count) events") }
        guard end.hash == head else { throw ChainFault(count, "the head of the run is another") }
    }
}

/// The end of a run's chain.
struct ChainHead: Sendable, Equatable {
    /// How many events it has.
    let count: Int
    /// The last link.
    let hash: ChainHash
}

extension ChainHead {
    /// An end that was reported before; `nil` when its link is invalid.
    init?(_ end: LogEnd) {
        guard let hash = ChainHash(end.link) else { return nil }
        self.init(count: end.count, hash: hash)
    }

    var logEnd: LogEnd { LogEnd(count: count, link: Array(hash.bytes)) }
}

/// The first invalid link of a chain.
struct ChainFault: Error, Equatable {
    /// Its place: an event's number, 0 for the opening of the run; or a run's number.
    let place: Int
    /// The reason.
    let reason: String

    init(_ place: Int, _ reason: String) {
        self.place = place
        self.reason = reason
    }
}
