package import FoundationEssentials
import FrameAPI

/// Writes events in the one form in which they are stored and hashed: canonical JSON, keys sorted, no white space, slashes not escaped.
///
/// Events that occur once or more for every session are written directly to bytes, which takes a fraction of the time of an encoder. The
/// encoder writes all other events, and every event with a text that needs an escape. Both give the same bytes.
package struct CanonicalWriter {
    /// The event that was written last.
    package private(set) var bytes: [UInt8] = []
    private var line = CanonicalLine()
    private let encoder: JSONEncoder

    /// Makes a writer. One writer for many events is faster than one for each.
    package init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Writes an event, in place of the previous one.
    ///
    /// - Throws: The error of the encoder.
    package mutating func write(_ event: RunEvent) throws {
        line.begin(with: &bytes)
        if add(event), line.finish(at: event.time) {
            swap(&bytes, &line.bytes)
        } else {
            bytes = Array(try encoder.encode(event))
        }
    }

    /// Adds the members of an event except its time, in the order of their keys; returns whether this function supports the event.
    private mutating func add(_ event: RunEvent) -> Bool {
        let sequence = event.sequence
        switch event.fact {
        case .closing(let closing):
            line.add("attempt", closing.attempt)
            line.add("event", "closing")
            line.add("seq", sequence)
            line.add("session", closing.session.value)
        case .withdrawn(let withdrawn):
            line.add("event", "withdrawn")
            line.add("seq", sequence)
            line.add("session", withdrawn.session.value)
        case .answered(let answered):
            if let detail = answered.detail { line.add("detail", detail) }
            line.add("event", "answered")
            line.add("meaning", answered.meaning.rawValue)
            line.add("seq", sequence)
            if let time = answered.serviceTime { line.add("service_time", time) }
            line.add("session", answered.session.value)
            if let status = answered.status { line.add("status", status) }
        case .closed(let sighting):
            add(sighting, as: "closed", sequence)
        case .alreadyGone(let sighting):
            add(sighting, as: "already-gone", sequence)
        case .plannedMore(let more):
            line.add("event", "planned-more")
            line.add("seq", sequence)
            line.add("skipped", more.skipped) { line, skipped in
                if let kind = skipped.reason.kind { line.add("kind", kind) }
                if let pool = skipped.pool { line.add("pool", pool.value) }
                line.add("reason", skipped.reason.code.rawValue)
                if let session = skipped.session { line.add("session", session.value) }
                if let source = skipped.reason.source { line.add("source", source) }
            }
            line.add("targets", more.targets) { line, target in
                line.add("id", target.id.value)
                line.add("pool_id", target.poolID.value)
            }
        default:
            return false
        }
        return true
    }

    private mutating func add(_ sighting: Sighting, as name: String, _ sequence: Int) {
        line.add("event", name)
        line.add("pool", sighting.pool.value)
        line.add("seq", sequence)
        line.add("session", sighting.session.value)
    }
}

extension RunEvent {
    /// The event as ``CanonicalWriter`` writes it.
    ///
    /// - Throws: The error of the encoder.
    package func canonicalJSON() throws -> Data {
        var writer = CanonicalWriter()
        try writer.write(self)
        return Data(writer.bytes)
    }
}
