import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("The canonical form of an event")
struct CanonicalEventTests {
    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private func expectSame(_ event: RunEvent) throws {
        let encoded = String(decoding: try Self.encoder.encode(event), as: UTF8.self)
        #expect(String(decoding: try event.canonicalJSON(), as: UTF8.self) == encoded)
    }

    @Test("is what the encoder writes, for each fact", arguments: RunEvent.Fact.samples.indices)
    func samples(index: Int) throws {
        try expectSame(
            RunEvent(
                sequence: 7,
                time: Date(timeIntervalSince1970: 1_700_000_000.25),
                fact: RunEvent.Fact.samples[index]
            )
        )
    }

    @Test("is what the encoder writes, whatever the texts hold")
    func texts() throws {
        let texts = [
            "", "plain", "a/b", "quote \" here", "back\\slash", "line\nend", "tab\t", "\u{0}", "\u{1F}", "\u{7F}",
            "\u{2028}",
            "gateway-prod.KR5LDopQG8MzV136", "größe", "日本", "👩‍👧", "e\u{301}",
        ]
        for text in texts {
            let id = SessionID(text)
            let pool = PoolID(text)
            let facts: [RunEvent.Fact] = [
                .closing(Closing(session: id, attempt: 1)),
                .withdrawn(Withdrawn(session: id)),
                .answered(Answered(session: id, meaning: .accepted, status: 200, detail: nil)),
                .answered(Answered(session: "s", meaning: .unknown, status: nil, detail: text)),
                .closed(Sighting(session: id, pool: pool)),
                .alreadyGone(Sighting(session: "s", pool: pool)),
            ]
            for fact in facts {
                try expectSame(RunEvent(sequence: 1, time: Date(timeIntervalSince1970: 0), fact: fact))
            }
        }
    }

    @Test("writes every millisecond as it was read")
    func milliseconds() throws {
        var generator = SeededGenerator(19)
        for _ in 0..<20_000 {
            let written = Date(timeIntervalSince1970: Double.random(in: 0...4_000_000_000, using: &generator))
                .millisecondText
            let read = try Date(written, strategy: RunEvent.timeFormat)
            try #require(read.millisecondText == written)
        }
        let last = "9999-12-31T23:59:59.999Z"
        #expect(try Date(last, strategy: RunEvent.timeFormat).millisecondText == last)
    }

    @Test("writes every moment as the format does")
    func moments() throws {
        var generator = SeededGenerator(18)
        let odd = [
            0, 0.0004, 0.0005, 0.9994, 0.9996, 0.99999999, 951_782_400, 951_868_799.999, 4_107_542_399.5,
            1_700_000_000.1,
            253_402_300_799.9, 253_402_300_800, -0.001, -86_400,
        ]
        let random = (0..<20_000).map { _ in Double.random(in: 0...4_000_000_000, using: &generator) }
        let milliseconds = (0..<20_000).map { _ in
            Double(Int.random(in: 0...4_000_000_000_000, using: &generator)) / 1_000
        }
        for seconds in odd + random + milliseconds {
            let time = Date(timeIntervalSince1970: seconds)
            guard let text = MillisecondText(time) else {
                #expect(seconds < 0 || seconds >= 253_402_300_800)
                continue
            }
            var bytes: [UInt8] = []
            text.write(to: &bytes)
            try #require(String(decoding: bytes, as: UTF8.self) == time.millisecondText, "\(seconds)")
        }
    }
}
