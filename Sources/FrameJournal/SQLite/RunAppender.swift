import FoundationEssentials
import FrameOperations
import GRDB

/// Writes events of one run after its head.
struct RunAppender: Sendable {
    let run: Int
    let path: String
    let redact: @Sendable (String) -> String

    /// Links events into the chain and moves the head, inside a transaction.
    ///
    /// - Parameters:
    ///   - events: The next events, in order.
    ///   - head: The end of the chain.
    ///   - db: The database.
    /// - Returns: The new end.
    /// - Throws: The reason why none of it can be written.
    func append(_ events: [RunEvent], after head: ChainHead, to db: Database) throws -> ChainHead {
        let rows = try BatchInsertion(db, run: run)
        var (count, link) = (head.count, head.hash)
        var batch = EventBatch(first: count + 1)
        var writer = CanonicalWriter()
        for event in events {
            guard event.sequence == count + 1 else {
                throw JournalError.unavailable(path, "event \(event.sequence) came after event \(count)")
            }
            if batch.isFull {
                try rows.insert(batch)
                batch = EventBatch(first: count + 1)
            }
            let body = try text(of: event, by: &writer)
            link = link.followed(by: body)
            count += 1
            batch.append(body, link: link)
        }
        try rows.insert(batch)
        let update = try db.cachedStatement(
            sql: "UPDATE runs SET event_count = ?, head = ? WHERE number = ? AND event_count = ? AND head = ?"
        )
        try update.execute(arguments: [count, link.bytes, run, head.count, head.hash.bytes])
        guard db.changesCount == 1 else {
            throw JournalError.corrupt(path, "another process has written into the run")
        }
        return ChainHead(count: count, hash: link)
    }

    private func text(of event: RunEvent, by writer: inout CanonicalWriter) throws -> [UInt8] {
        try writer.write(event)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        let redacted = redact(text)
        guard redacted != text else { return writer.bytes }
        // A secret may look like a part of the JSON itself.
        guard let read = try? JSONDecoder().decode(RunEvent.self, from: Data(redacted.utf8)),
            read.sequence == event.sequence
        else {
            throw JournalError.unavailable(path, "event \(event.sequence) cannot be written without the secret")
        }
        return Array(redacted.utf8)
    }
}
