extension SessionStanding {
    /// Judges the answer to the question for one session.
    init(of id: SessionID, answer: Answer) {
        switch answer.status {
        case 200: self = Self.standing(of: id, in: answer.body)
        case 404, 410: self = Self.absence(in: answer.body)
        default: self = .inconclusive("status-\(answer.status)")
        }
    }

    private static func standing(of id: SessionID, in body: [UInt8]) -> SessionStanding {
        guard case .json = BodyShape(of: body) else { return .inconclusive(Self.code(forOther: body)) }
        var scanner = ObjectScanner(body, in: 0..<body.count)
        var standing: SessionStanding?
        let isRead = scanner.forEachObject { object in
            guard standing == nil else { return false }
            standing = Self.standing(of: id, by: object)
            return true
        }
        guard isRead, let standing else { return .inconclusive("not-understood") }
        return standing
    }

    private static func standing(of id: SessionID, by object: ScannedObject) -> SessionStanding {
        guard let named = object.text("id") else { return .inconclusive("no-id") }
        guard SessionID(named) == id else { return .inconclusive("other-id") }
        guard object.isText("state"), let state = object.text("state") else { return .inconclusive("no-state") }
        return SessionDetail.liveStates.contains(state.lowercased()) ? .live : .ended
    }

    /// A 404 is the service's own word when its body is JSON or nothing; a page may come from whatever stands in its place.
    private static func absence(in body: [UInt8]) -> SessionStanding {
        switch BodyShape(of: body) {
        case .empty, .json: .notFound
        default: .inconclusive(code(forOther: body))
        }
    }

    private static func code(forOther body: [UInt8]) -> String {
        switch BodyShape(of: body) {
        case .htmlPage: "html-page"
        case .empty: "empty-body"
        default: "not-json"
        }
    }
}
