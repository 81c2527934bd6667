package import FrameOperations

/// An event as it is written down.
package struct StoredEvent: Sendable, Equatable {
    /// Its place in the run, from 1.
    package let sequence: Int
    /// The event as canonical JSON, to the byte.
    package let bytes: ArraySlice<UInt8>
    /// The link of the chain that it makes.
    private let link: ArraySlice<UInt8>

    init(_ entry: EventBatch.Entry) {
        sequence = entry.sequence
        bytes = entry.body
        link = entry.hash
    }

    /// The event as canonical JSON.
    package var body: String { String(decoding: bytes, as: UTF8.self) }

    /// The link of the chain that it makes, as 64 hexadecimal digits.
    package var hash: String { link.hexadecimal }

    /// What happened. For more than one event, ``event(by:)`` is quicker.
    ///
    /// - Throws: `journal-corrupt`, when this version does not understand the text.
    package func event() throws(JournalError) -> RunEvent {
        var reader = CanonicalReader()
        return try event(by: &reader)
    }

    /// What happened.
    ///
    /// - Parameter reader: Reads one event after the other.
    /// - Returns: The event.
    /// - Throws: `journal-corrupt`, when this version does not understand the text.
    package func event(by reader: inout CanonicalReader) throws(JournalError) -> RunEvent {
        do {
            return try reader.read(bytes)
        } catch {
            throw JournalError(
                .corrupt,
                detail: "event \(sequence) of the run is not understood: \(error)",
                remedy: "Look at the run with `framectl runs verify`; if it is whole, a newer framectl has written it"
            )
        }
    }
}
