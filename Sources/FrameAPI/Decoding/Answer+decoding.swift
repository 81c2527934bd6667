import FoundationEssentials
import HTTPTypes

extension Answer {
    /// Reads a complete list: a bare JSON array, or an object whose one member `data` is an array.
    ///
    /// - Throws: `not-understood` for anything else, and for an answer that says of itself that it is partial. It never returns an empty
    ///   list instead.
    func list<Entity: ServiceEntity>(of _: Entity.Type, due: String) throws(FrameAPIError) -> [Entity] {
        let rows = try rows(of: Entity.self, due: due)
        if let mark = TruncationMark(of: self, rows: rows.count) {
            throw notUnderstood(due, came: "a part of it (\(mark.text))")
        }
        return rows
    }

    /// Reads the listing of sessions with the answer's statements about its completeness and age.
    func sessionListing(due: String) throws(FrameAPIError) -> SessionListing {
        let sessions = try rows(of: ActiveSession.self, due: due)
        return SessionListing(
            sessions: sessions,
            truncation: TruncationMark(of: self, rows: sessions.count)?.text ?? reservation,
            serviceDate: contentDate,
            age: age
        )
    }

    /// The reason why the answer is not the service's current list, by its own statement: a 2xx other than 200, such as that of a copy or a
    /// promise, or a warning of a cache or a proxy (RFC 7234, 5.5).
    private var reservation: String? {
        if status != 200 { return "status \(status)" }
        let codes = headers[values: .warning].flatMap { $0.split(separator: ",") }
            .compactMap { $0.split(whereSeparator: \.isWhitespace).first }
        return codes.first { ["110", "111", "112", "113", "214"].contains($0) }.map { "Warning: \($0)" }
    }

    /// Reads the received rows, complete or not. A row with none of the keys that identify it, or that is no object, counts as unreadable;
    /// when no object has any of them, the list is not understood.
    private func rows<Entity: ServiceEntity>(of _: Entity.Type, due: String) throws(FrameAPIError) -> [Entity] {
        guard ![204, 205].contains(status) else { throw notUnderstood(due, came: "status \(status)") }
        guard !isExcerpt else { throw FrameAPIError(notUnderstood: self, due: due, came: Self.words(forExcerpt: body)) }
        do {
            var rows: [Entity] = []
            var isIdentified = false
            var other: String?
            try JSONScanner.forEachRow(of: body) { fields, isObject in
                isIdentified = isIdentified || Entity.isIdentified(by: fields)
                if isObject, !isIdentified { other = other ?? fields.keysInWords }
                rows.append(try Entity(from: fields))
            }
            if let other, !isIdentified { throw DecodingFault(came: "an object with \(other)") }
            return rows
        } catch {
            throw notUnderstood(due, came: Self.words(for: error, body: body))
        }
    }

    /// Reads one object.
    func entity<Entity: ServiceEntity>(_: Entity.Type, due: String) throws(FrameAPIError) -> Entity {
        do {
            let fields = try JSONScanner.object(in: body)
            guard Entity.isIdentified(by: fields) else {
                throw DecodingFault(came: "an object with \(fields.keysInWords)")
            }
            return try Entity(from: fields)
        } catch let fault as DecodingFault {
            throw notUnderstood(due, came: fault.came)
        } catch {
            throw notUnderstood(due, came: BodyShape(of: body).words)
        }
    }

    /// Reads a bare JSON string.
    func text(due: String) throws(FrameAPIError) -> String {
        guard let text = try? JSONScanner.text(in: body) else {
            throw notUnderstood(due, came: BodyShape(of: body).words)
        }
        return text
    }

    /// Reads any JSON.
    func value(due: String) throws(FrameAPIError) -> JSONValue {
        do {
            return try JSONScanner.tree(in: body)
        } catch {
            throw notUnderstood(due, came: BodyShape(of: body).words)
        }
    }

    private func notUnderstood(_ due: String, came: String) -> FrameAPIError {
        FrameAPIError(notUnderstood: self, due: due, came: isExcerpt ? "more than \(body.count) bytes" : came)
    }

    /// Describes a body that begins with these bytes and is no list.
    private static func words(forExcerpt body: [UInt8]) -> String {
        switch BodyShape(of: body) {
        case .empty, .json: return "more than \(body.count) bytes"
        case .damagedJSON:
            let fields = JSONScanner.beginning(ofObjectIn: body)
            return fields.isEmpty ? "more than \(body.count) bytes" : "an object with \(fields.keysInWords)"
        case let shape: return shape.words
        }
    }

    private static func words(for error: any Error, body: [UInt8]) -> String {
        switch error {
        case let fault as DecodingFault: fault.came
        case JSONScanner.Flaw.cutShort: "a list that is cut short"
        case JSONScanner.Flaw.trailingText where body.first != UInt8(ascii: "{"): "a list with text after it"
        case JSONScanner.Flaw.strayComma: "a list with a comma too many"
        case JSONScanner.Flaw.otherRows: "a list of something else"
        default: BodyShape(of: body).words
        }
    }
}
