import FrameOperations
import Glibc

/// Events of one run that were written together, one row of the store: their texts, one in each line, and the link of each.
///
/// A row for each event would cost more than all other work of writing it.
struct EventBatch {
    /// The number of its first event.
    let first: Int
    /// The texts, with a line feed between two. Canonical JSON has none of its own.
    private(set) var bodies: [UInt8] = []
    /// The links, one after the other.
    private(set) var hashes: [UInt8] = []

    /// The size from which on a batch should not grow: it is read completely.
    static let enough = 64 << 10

    /// An empty batch.
    init(first: Int) {
        self.first = first
    }

    /// A batch as read.
    init(first: Int, bodies: [UInt8], hashes: [UInt8]) {
        self.first = first
        self.bodies = bodies
        self.hashes = hashes
    }

    var isEmpty: Bool { hashes.isEmpty }

    var isFull: Bool { bodies.count >= Self.enough }

    /// Appends the next event, which must not contain a line feed.
    mutating func append(_ body: [UInt8], link: ChainHash) {
        if !isEmpty { bodies.append(Self.separator) }
        bodies.append(contentsOf: body)
        link.withUnsafeBytes { hashes.append(contentsOf: $0) }
    }

    /// An event as stored in the batch. In a damaged batch, its hash may be too short, or empty.
    struct Entry {
        let sequence: Int
        let body: ArraySlice<UInt8>
        let hash: ArraySlice<UInt8>
    }

    /// One of its events, if it exists.
    func event(_ sequence: Int) -> StoredEvent? {
        entries.first { $0.sequence == sequence }.map(StoredEvent.init)
    }

    /// The events, in order.
    var entries: [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(hashes.count / ChainHash.width + 1)
        forEachBody { entries.append(entry(entries.count, $0)) }
        return entries
    }

    private func entry(_ index: Int, _ body: Range<Int>) -> Entry {
        let start = min(index * ChainHash.width, hashes.count)
        return Entry(
            sequence: first + index,
            body: bodies[body],
            hash: hashes[start..<min(start + ChainHash.width, hashes.count)]
        )
    }

    /// Finds where each text is.
    private func forEachBody(_ take: (Range<Int>) -> Void) {
        bodies.withUnsafeBytes { buffer in
            var start = 0
            while let base = buffer.baseAddress, start < buffer.count,
                let end = memchr(base + start, CInt(Self.separator), buffer.count - start)
            {
                let place = base.distance(to: UnsafeRawPointer(end))
                take(start..<place)
                start = place + 1
            }
            take(start..<buffer.count)
        }
    }

    private static let separator = UInt8(ascii: "\n")
}

extension StoredEvent {
    init(_ entry: EventBatch.Entry) {
        self.init(sequence: entry.sequence, bytes: entry.body, link: entry.hash)
    }
}
