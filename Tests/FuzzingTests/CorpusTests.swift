import Foundation
import Testing

/// Every reader of bytes over its corpus, and over what a seeded mutator makes of it. `make fuzz` looks further, with libFuzzer.
@Suite("Bytes of unknown origin")
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
    static let names = FuzzTargets.all.map { $0.name }

    private func target(_ name: String) throws -> any FuzzTarget.Type {
        try #require(FuzzTargets.all.first { $0.name == name })
    }

    private func corpus(_ name: String) throws -> [(name: String, bytes: [UInt8])] {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder.appending(path: name),
            includingPropertiesForKeys: nil
        )
        return try files.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }.sorted { $0.name < $1.name }
    }

    @Test("of the corpus are read or refused", arguments: names)
    func corpus(of name: String) throws {
        let target = try target(name)
        for input in try corpus(name) {
            let flaw = target.flaw(in: input.bytes)
            #expect(flaw == nil, "\(name)/\(input.name): \(flaw ?? "")")
        }
    }

    @Test("spoilt at random are read or refused", arguments: names)
    func mutations(of name: String) throws {
        let target = try target(name)
        let inputs = try corpus(name).map(\.bytes)
        try #require(!inputs.isEmpty)
        var mutator = Mutator(seed: 1, words: target.words)
        for number in 0..<2_000 {
            let bytes = mutator.next(from: inputs)
            guard let flaw = target.flaw(in: bytes) else { continue }
            Issue.record("input \(number), \(flaw): \(Data(bytes).base64EncodedString())")
            return
        }
    }
}
