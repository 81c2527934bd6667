import FoundationEssentials
import HTTPTypes

extension Answer {
    /// Reads a list: a bare JSON array, or an object whose one member `data` is an array.
    ///
    /// - Throws: `not-understood` for anything else, for an answer that announces further pages, and for a status that
    ///   means no or partial content. It is never an empty list instead.
    func list<Entity: ServiceEntity>(of _: Entity.Type, due: String) throws(FrameAPIError) -> [Entity] {
        guard ![204, 205, 206].contains(status) else { throw notUnderstood(due, came: "status \(status)") }
        guard !announcesNextPage else {
            throw notUnderstood(due, came: "one page with a link to the next")
        }
        do {
            return try Self.entities(in: body)
        } catch {
            throw notUnderstood(due, came: Self.words(for: error, body: body))
        }
    }

    /// Reads the listing of sessions with what the answer says of its completeness and age.
    func sessionListing(due: String) throws(FrameAPIError) -> SessionListing {
        SessionListing(sessions: try list(of: ActiveSession.self, due: due), serviceDate: serverDate)
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

    /// Whether a `Link` header has a relation `next`, quoted or not, alone or among others (RFC 8288).
    private var announcesNextPage: Bool {
        (headers[.link] ?? "").lowercased().split { $0 == ";" || $0 == "," }.contains { parameter in
            let parts = parameter.split(separator: "=", maxSplits: 1).map { String($0).trimmingWhitespace() }
            return parts.count == 2 && parts[0] == "rel"
                && parts[1].split { $0 == "\"" || $0.isWhitespace }.contains("next")
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

/// A listing with the answer that it came in.
struct AnsweredListing {
    let answer: Answer
    let listing: SessionListing
    let due: String

    /// The rows, if the answer does not say that there are more.
    func whole() throws(FrameAPIError) -> [ActiveSession] {
        listing.sessions
    }
}
