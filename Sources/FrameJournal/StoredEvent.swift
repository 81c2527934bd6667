import FoundationEssentials
package import FrameOperations

/// An event as it is written down.
package struct StoredEvent: Sendable, Equatable {
    /// Its place in the run, from 1.
    package let sequence: Int
    /// The event as canonical JSON, to the byte.
    package let body: String
    /// The link of the chain that it makes, as 64 hexadecimal digits.
    package let hash: String

    init(_ entry: EventBatch.Entry) {
        sequence = entry.sequence
        body = String(decoding: entry.body, as: UTF8.self)
        hash = entry.hash.hexadecimal
    }

    /// What happened.
    ///
    /// - Throws: `journal-corrupt`, when this version does not understand the text.
    package func event() throws(JournalError) -> RunEvent {
        do {
            return try JSONDecoder().decode(RunEvent.self, from: Data(body.utf8))
        } catch {
            throw JournalError(
                .corrupt,
                detail: "event \(sequence) of the run is not understood: \(error)",
                remedy: "Look at the run with `framectl runs verify`; if it is whole, a newer framectl has written it"
            )
        }
    }
}
