package import FoundationEssentials
import FrameAPI

/// Reads events from the form in which ``CanonicalWriter`` writes them.
///
/// Events that occur once or more for every session are read directly from their bytes, which takes a fraction of the time of a decoder.
/// The decoder reads all other events, and every text that differs from the writer's form. Both give the same event.
package struct CanonicalReader: Sendable {
    private let decoder = JSONDecoder()
    private var moment = CanonicalScanner.Moment()

    /// Makes a reader. One reader for many events is faster than one for each.
    package init() {}

    /// Reads an event.
    ///
    /// - Throws: `DecodingError`, when the bytes are no event that this version understands.
    package mutating func read(_ bytes: some ContiguousBytes) throws -> RunEvent {
        if let event = scan(bytes) { return event }
        return try decoder.decode(RunEvent.self, from: bytes.withUnsafeBytes { Data($0) })
    }

    /// The number in an event's text; `nil` when it is no JSON object, or has none.
    package mutating func sequence(of bytes: some ContiguousBytes) -> Int? {
        let found = bytes.withUnsafeBytes { buffer in
            var scanner = CanonicalScanner(buffer)
            return Self.sequence(&scanner)
        }
        if let found { return found }
        if let event = scan(bytes) { return event.sequence }
        return try? decoder.decode(Numbered.self, from: bytes.withUnsafeBytes { Data($0) }).seq
    }

    /// The number of one of the most frequent events; the rest of it is skipped.
    private static func sequence(_ line: inout CanonicalScanner) -> Int? {
        if line.take(#"{"attempt":"#) {
            guard line.number() != nil, line.take(#","event":"closing","seq":"#) else { return nil }
        } else {
            let isHot =
                line.take(#"{"event":"answered","meaning":""#) || line.take(#"{"event":"closed","pool":""#)
                || line.take(#"{"event":"already-gone","pool":""#)
            guard isHot, line.skipText(), line.take(#","seq":"#) else { return nil }
        }
        guard let sequence = line.number() else { return nil }
        if line.take(#","service_time":"#), line.number() == nil { return nil }
        guard line.take(#","session":""#), line.skipText() else { return nil }
        if line.take(#","status":"#), line.number() == nil { return nil }
        return line.take(#","time":""#) && line.skipText() && line.take("}") && line.next == nil ? sequence : nil
    }

    private struct Numbered: Decodable {
        let seq: Int
    }

    /// The event, if it is one that occurs for every session; `nil` says nothing about the bytes.
    mutating func scan(_ bytes: some ContiguousBytes) -> RunEvent? {
        bytes.withUnsafeBytes { buffer in
            var scanner = CanonicalScanner(buffer)
            return Self.event(&scanner, &moment)
        }
    }

    private static func event(_ line: inout CanonicalScanner, _ moment: inout CanonicalScanner.Moment) -> RunEvent? {
        var detail: String?
        if line.take(#"{"attempt":"#) { return closing(&line, &moment) }
        if line.take(#"{"detail":""#) {
            guard let text = line.text(), line.take(#","event":"answered","#) else { return nil }
            detail = text
        } else {
            guard line.take(#"{"event":""#) else { return nil }
            if line.take(#"closed","pool":""#) { return sighting(&line, &moment) { .closed($0) } }
            if line.take(#"already-gone","pool":""#) { return sighting(&line, &moment) { .alreadyGone($0) } }
            if line.take(#"withdrawn","seq":"#) {
                guard let sequence = line.number(), let session = line.session() else { return nil }
                return line.end(sequence, .withdrawn(Withdrawn(session: session)), &moment)
            }
            if line.take(#"planned-more","seq":"#) { return plannedMore(&line, &moment) }
            guard line.take(#"answered","#) else { return nil }
        }
        return answered(&line, detail, &moment)
    }

    private static func closing(_ line: inout CanonicalScanner, _ moment: inout CanonicalScanner.Moment) -> RunEvent? {
        guard let attempt = line.number(), line.take(#","event":"closing","seq":"#), let sequence = line.number(),
            let session = line.session()
        else { return nil }
        return line.end(sequence, .closing(Closing(session: session, attempt: attempt)), &moment)
    }

    private static func sighting(
        _ line: inout CanonicalScanner,
        _ moment: inout CanonicalScanner.Moment,
        _ fact: (Sighting) -> RunEvent.Fact
    ) -> RunEvent? {
        guard let pool = line.text(), line.take(#","seq":"#), let sequence = line.number(), let session = line.session()
        else { return nil }
        return line.end(sequence, fact(Sighting(session: session, pool: PoolID(pool))), &moment)
    }

    private static func answered(
        _ line: inout CanonicalScanner,
        _ detail: String?,
        _ moment: inout CanonicalScanner.Moment
    ) -> RunEvent? {
        guard line.take(#""meaning":""#), let word = line.text(), let meaning = DeleteAnswer.Meaning(rawValue: word),
            line.take(#","seq":"#), let sequence = line.number()
        else { return nil }
        var (serviceTime, status): (Int?, Int?)
        if line.take(#","service_time":"#) {
            guard let time = line.number() else { return nil }
            serviceTime = time
        }
        guard let session = line.session() else { return nil }
        if line.take(#","status":"#) {
            guard let code = line.number() else { return nil }
            status = code
        }
        let answered = Answered(
            session: session,
            meaning: meaning,
            status: status,
            serviceTime: serviceTime,
            detail: detail
        )
        return line.end(sequence, .answered(answered), &moment)
    }

    private static func plannedMore(
        _ line: inout CanonicalScanner,
        _ moment: inout CanonicalScanner.Moment
    ) -> RunEvent? {
        guard let sequence = line.number(), line.take(#","skipped":["#),
            let skipped = line.list({ line -> Planned.Skipped? in
                var (session, pool): (SessionID?, PoolID?)
                var (kind, source): (String?, String?)
                if line.take(#""kind":""#) {
                    guard let text = line.text(), line.take(",") else { return nil }
                    kind = text
                }
                if line.take(#""pool":""#) {
                    guard let text = line.text(), line.take(",") else { return nil }
                    pool = PoolID(text)
                }
                guard line.take(#""reason":""#), let code = line.text().flatMap(SkipReason.Code.init) else {
                    return nil
                }
                if line.take(#","session":""#) {
                    guard let text = line.text() else { return nil }
                    session = SessionID(text)
                }
                if line.take(#","source":""#) {
                    guard let text = line.text() else { return nil }
                    source = text
                }
                let reason = SkipReason(code, kind: kind, source: source)
                return Planned.Skipped(session: session, pool: pool, reason: reason)
            }), line.take(#","targets":["#),
            let targets = line.list({ line -> Plan.Target? in
                guard line.take(#""id":""#), let id = line.text(), line.take(#","pool_id":""#), let pool = line.text()
                else { return nil }
                return Plan.Target(id: SessionID(id), poolID: PoolID(pool))
            })
        else { return nil }
        return line.end(sequence, .plannedMore(PlannedMore(targets: targets, skipped: skipped)), &moment)
    }
}
