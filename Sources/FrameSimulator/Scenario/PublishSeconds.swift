/// The duration of a publish task: the time pending, then the time running, then it is done.
package struct PublishSeconds: Codable, Sendable, Equatable {
    package var pending: Double
    package var running: Double

    enum CodingKeys: String, CodingKey, CaseIterable {
        case pending, running
    }

    package init(pending: Double = 2, running: Double = 20) {
        self.pending = pending
        self.running = running
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        self.init()
        pending = try fields.number(.pending, in: 0...86_400, default: pending)
        running = try fields.number(.running, in: 0...86_400, default: running)
    }
}
