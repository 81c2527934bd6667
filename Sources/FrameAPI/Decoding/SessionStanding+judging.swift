extension SessionStanding {
    /// Judges the answer to the request for one session.
    init(of id: SessionID, answer: Answer) {
        switch answer.status {
        case 200: self = Self.standing(of: id, in: answer.body)
        case 404, 410: self = Self.absence(in: answer.body)
        default: self = .inconclusive("status-\(answer.status)")
        }
    }

    private static func standing(of id: SessionID, in body: [UInt8]) -> SessionStanding {
        guard let fields = try? JSONScanner.object(in: body) else { return .inconclusive(code(forOther: body)) }
        guard !fields.isDoubled("id"), !fields.isDoubled("state") else { return .inconclusive("contradictory") }
        guard let named: SessionID = fields.identifier("id") else { return .inconclusive("no-id") }
        guard named == id else { return .inconclusive("other-id") }
        guard let state = fields.strictText("state")?.trimmingWhitespace(), !state.isEmpty else {
            return .inconclusive("no-state")
        }
        return SessionDetail.isLive(state) ? .live : .ended
    }

    /// A 404 is the service's own answer when its body is JSON or empty; a page may come from another server in its place.
    private static func absence(in body: [UInt8]) -> SessionStanding {
        switch BodyShape(of: body) {
        case .json where (try? JSONScanner.object(in: body))?.strictText("state").map(SessionDetail.isLive) == true:
            .inconclusive("contradictory")
        case .empty, .json: .notFound
        default: .inconclusive(code(forOther: body))
        }
    }

    private static func code(forOther body: [UInt8]) -> String {
        switch BodyShape(of: body) {
        case .htmlPage: "html-page"
        case .empty: "empty-body"
        case .json: "not-an-object"
        default: "not-json"
        }
    }
}
