import FoundationEssentials

extension Answer {
    /// Reads a whole list: a bare JSON array, or an object whose one member `data` is an array.
    ///
    /// - Throws: `not-understood` for anything else, and for an answer that says of itself that it is a part. It is never an
    ///   empty list instead.
    func list<Entity: ServiceEntity>(of _: Entity.Type, due: String) throws(FrameAPIError) -> [Entity] {
        let rows = try rows(of: Entity.self, due: due)
        if let mark = TruncationMark(of: self, rows: rows.count) {
            throw notUnderstood(due, came: "a part of it (\(mark.text))")
        }
        return rows
    }

    /// Reads the listing of sessions with what the answer says of its completeness and age.
    func sessionListing(due: String) throws(FrameAPIError) -> SessionListing {
        let sessions = try rows(of: ActiveSession.self, due: due)
        return SessionListing(
            sessions: sessions,
            truncation: TruncationMark(of: self, rows: sessions.count)?.text,
            serviceDate: contentDate,
            age: age
        )
    }

    /// Reads the rows that came, be they all or not.
    private func rows<Entity: ServiceEntity>(of _: Entity.Type, due: String) throws(FrameAPIError) -> [Entity] {
        guard ![204, 205].contains(status) else { throw notUnderstood(due, came: "status \(status)") }
        do {
            return try Self.entities(in: body)
        } catch {
            throw notUnderstood(due, came: Self.words(for: error, body: body))
        }
    }

    /// Reads one object.
    func entity<Entity: ServiceEntity>(_: Entity.Type, due: String) throws(FrameAPIError) -> Entity {
        do {
            return try JSONDecoder().decode(EntityBox<Entity>.self, from: Data(body)).entity
        } catch {
            throw notUnderstood(due, came: Self.words(for: error, body: body))
        }
    }

    /// Reads a bare JSON string.
    func text(due: String) throws(FrameAPIError) -> String {
        guard case .string(let text) = try value(due: due) else {
            throw notUnderstood(due, came: BodyShape(of: body).words)
        }
        return text
    }

    /// Reads any JSON.
    func value(due: String) throws(FrameAPIError) -> JSONValue {
        do {
            return try JSONDecoder().decode(JSONValue.self, from: Data(body))
        } catch {
            throw notUnderstood(due, came: BodyShape(of: body).words)
        }
    }

    private func notUnderstood(_ due: String, came: String) -> FrameAPIError {
        FrameAPIError(notUnderstood: self, due: due, came: came)
    }

    private static func entities<Entity: ServiceEntity>(in bytes: [UInt8]) throws -> [Entity] {
        let decoder = JSONDecoder()
        var entities: [Entity] = []
        try JSONListScanner.forEachPiece(of: bytes) { range in
            if scan(range, of: bytes, into: &entities) { return }
            var piece = Data(capacity: range.count + 2)
            piece.append(UInt8(ascii: "["))
            piece.append(contentsOf: bytes[range])
            piece.append(UInt8(ascii: "]"))
            entities.append(contentsOf: try decoder.decode([EntityBox<Entity>].self, from: piece).map(\.entity))
        }
        return entities
    }

    /// Reads a piece without the decoder; `false`, and nothing added, when something in it is left to the decoder.
    private static func scan<Entity: ServiceEntity>(
        _ range: Range<Int>,
        of bytes: [UInt8],
        into entities: inout [Entity]
    ) -> Bool {
        let count = entities.count
        var scanner = ObjectScanner(bytes, in: range)
        let isRead = scanner.forEachObject { object in
            guard Entity.identifyingKeys.contains(where: object.has),
                let entity = try? Entity(from: Fields(.scan(object)))
            else { return false }
            entities.append(entity)
            return true
        }
        if !isRead { entities.removeSubrange(count...) }
        return isRead
    }

    private static func words(for error: any Error, body: [UInt8]) -> String {
        switch error {
        case let fault as DecodingFault: fault.came
        case JSONListScanner.Flaw.cutShort: "a list that is cut short"
        case JSONListScanner.Flaw.trailingText where body.first != UInt8(ascii: "{"): "a list with text after it"
        case JSONListScanner.Flaw.strayComma: "a list with a comma too many"
        case DecodingError.typeMismatch, DecodingError.valueNotFound: "a list of something else"
        default: BodyShape(of: body).words
        }
    }
}
