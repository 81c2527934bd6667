import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("Reading the canonical form of an event")
struct CanonicalReaderTests {
    private func canonical(_ event: RunEvent) throws -> [UInt8] { Array(try event.canonicalJSON()) }

    /// Both ways have to give the same event, or both none.
    private func expectSame(_ bytes: [UInt8], by reader: inout CanonicalReader) throws {
        let decoded = try? JSONDecoder().decode(RunEvent.self, from: Data(bytes))
        let read = try? reader.read(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        try #require(read?.sequence == decoded?.sequence, "\(text)")
        if let decoded { try #require(reader.sequence(of: bytes) == decoded.sequence, "\(text)") }
        try #require(read?.time == decoded?.time, "\(text)")
        try #require(try read.map(canonical) == decoded.map(canonical), "\(text)")
        if let scanned = reader.scan(bytes) {
            try #require(try canonical(scanned) == decoded.map(canonical), "\(text)")
        }
    }

    @Test("gives what the decoder gives, for each fact", arguments: RunEvent.Fact.samples.indices)
    func samples(index: Int) throws {
        var reader = CanonicalReader()
        let time = Date(timeIntervalSince1970: 1_700_000_000.25)
        let bytes = try canonical(RunEvent(sequence: 7, time: time, fact: RunEvent.Fact.samples[index]))
        try expectSame(bytes, by: &reader)
        #expect(reader.sequence(of: bytes) == 7)
    }

    @Test("needs no decoder for what comes for every session")
    func hot() throws {
        var reader = CanonicalReader()
        for fact in RunEvent.Fact.samples {
            let bytes = try canonical(RunEvent(sequence: 7, time: Date(timeIntervalSince1970: 0), fact: fact))
            let isHot =
                switch fact {
                case .closing, .withdrawn, .answered, .closed, .alreadyGone, .plannedMore: true
                default: false
                }
            #expect((reader.scan(bytes) != nil) == isHot, "\(fact.name)")
        }
    }

    @Test(
        "gives what the decoder gives, whatever the events hold, and whatever became of their bytes",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed)
        var reader = CanonicalReader()
        for _ in 0..<1_500 {
            var bytes = try canonical(.random(using: &generator))
            try expectSame(bytes, by: &reader)
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(bytes[place], at: place)
            default: bytes.removeSubrange(place...)
            }
            try expectSame(bytes, by: &reader)
        }
    }

    @Test(
        "reads a moment as the format does, or leaves it to the format",
        arguments: [
            "2024-02-29T23:59:59.999Z", "2023-02-29T00:00:00.000Z", "2026-02-30T10:00:00.000Z",
            "2026-04-31T10:00:00.000Z",
            "2026-13-01T10:00:00.000Z", "2026-00-10T00:00:00.000Z", "2026-01-00T00:00:00.000Z",
            "2026-01-01T24:00:00.000Z",
            "2026-01-01T10:60:00.000Z", "2026-01-01T10:00:60.000Z", "1969-12-31T23:59:59.999Z",
            "1970-01-01T00:00:00.000Z",
            "9999-12-31T23:59:59.999Z", "2026-01-01 10:00:00.000Z", "2026-01-01T10:00:00.000z",
            "2026-01-01T10:00:00,000Z",
            "2026-01-01T10:00:00.00Z", "2026-01-01T10:00:00.0000Z", "+026-01-01T10:00:00.000Z", "yesterday",
        ]
    )
    func moments(text: String) throws {
        var reader = CanonicalReader()
        for time in ["2026-11-22T18:05:00.125Z", text, text] {
            let line = #"{"event":"withdrawn","seq":3,"session":"s001","time":""# + time + #""}"#
            try expectSame(Array(line.utf8), by: &reader)
        }
    }
}

extension RunEvent {
    fileprivate static func random(using generator: inout SeededGenerator) -> RunEvent {
        let time = Double(Int.random(in: -1_000...4_000_000_000_000, using: &generator)) / 1_000
        return RunEvent(
            sequence: Int.random(in: 0...(Bool.random(using: &generator) ? 400_000 : .max), using: &generator),
            time: Date(timeIntervalSince1970: time),
            fact: .random(using: &generator)
        )
    }
}

extension RunEvent.Fact {
    fileprivate static func random(using generator: inout SeededGenerator) -> RunEvent.Fact {
        func text() -> String {
            let parts = [
                "", "a", "gateway-prod.KR5LDopQG8MzV136", "\"", "\\", "/", "\n", "\u{0}", "\u{7F}", "é", "日本", "👩‍👧", "}",
                ",",
            ]
            return (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }.joined()
        }
        func number() -> Int? {
            [nil, 0, 7, 200, -1, 1_700_000_007, Int.max, Int.min].randomElement(using: &generator) ?? nil
        }
        let (session, pool) = (SessionID(text()), PoolID(text()))
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: return .closing(Closing(session: session, attempt: number() ?? 1))
        case 1: return .withdrawn(Withdrawn(session: session))
        case 2:
            return .answered(
                Answered(
                    session: session,
                    meaning: DeleteAnswer.Meaning.allCases.randomElement(using: &generator) ?? .accepted,
                    status: number(),
                    serviceTime: number(),
                    detail: Bool.random(using: &generator) ? text() : nil
                )
            )
        case 3: return .closed(Sighting(session: session, pool: pool))
        case 4: return .alreadyGone(Sighting(session: session, pool: pool))
        case 5:
            let count = Int.random(in: 0...3, using: &generator)
            return .plannedMore(
                PlannedMore(
                    targets: (0..<count).map { _ in Plan.Target(id: SessionID(text()), poolID: PoolID(text())) },
                    skipped: (0..<count).map { index in
                        Planned.Skipped(
                            session: index == 0 ? nil : SessionID(text()),
                            pool: index == 1 ? nil : PoolID(text()),
                            reason: SkipReason(
                                SkipReason.Code.allCases.randomElement(using: &generator) ?? .noID,
                                kind: Bool.random(using: &generator) ? text() : nil,
                                source: Bool.random(using: &generator) ? text() : nil
                            )
                        )
                    }
                )
            )
        default: return samples.randomElement(using: &generator) ?? .withdrawn(Withdrawn(session: session))
        }
    }
}
