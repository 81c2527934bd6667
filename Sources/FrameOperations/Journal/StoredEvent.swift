import FrameAPI

/// An event as stored.
package struct StoredEvent: Sendable, Equatable {
    /// Its place in the run, from 1.
    package let sequence: Int
    /// The event as canonical JSON, to the byte.
    package let bytes: ArraySlice<UInt8>
    /// Its link of the chain.
    private let link: ArraySlice<UInt8>

    /// Makes an event as read.
    package init(sequence: Int, bytes: ArraySlice<UInt8>, link: ArraySlice<UInt8>) {
        self.sequence = sequence
        self.bytes = bytes
        self.link = link
    }

    /// The event as canonical JSON.
    package var body: String { String(decoding: bytes, as: UTF8.self) }

    /// Its link of the chain, as 64 hexadecimal digits.
    package var hash: String { link.hexadecimal }

    /// The decoded event. For more than one event, ``event(by:)`` is faster.
    ///
    /// - Throws: `journal-corrupt`, when this version does not understand the text.
    package func event() throws(JournalError) -> RunEvent {
        var reader = CanonicalReader()
        return try event(by: &reader)
    }

    /// The decoded event.
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
                remedy:
                    "Verify the integrity of the run; if it is intact, a newer version has written it, which reads it"
            )
        }
    }
}
