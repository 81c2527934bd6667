import DeterministicTesting

/// Spoils bytes as a fuzzer does, the same way for the same seed.
struct Mutator {
    private var random: SeededGenerator
    private let words: [[UInt8]]

    init(seed: UInt64, words: [String]) {
        random = SeededGenerator(seed)
        self.words = words.map { Array($0.utf8) }
    }

    /// One input of the corpus, spoilt in one to four places.
    mutating func next(from corpus: [[UInt8]]) -> [UInt8] {
        var bytes = random.pick(corpus)
        for _ in 0...random.next(below: 4) { spoil(&bytes, with: random.pick(corpus)) }
        return bytes
    }

    private mutating func spoil(_ bytes: inout [UInt8], with other: [UInt8]) {
        let place = random.next(below: bytes.count + 1)
        let end = place + random.next(below: min(bytes.count - place, 64) + 1)
        switch random.next(below: 8) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.next(below: 8))
        case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.next(below: bytes.count + 1))
        case 4: bytes.removeSubrange(place...)
        case 5: bytes.replaceSubrange(place..<end, with: random.pick(words))
        case 6: bytes.replaceSubrange(place..<end, with: other.prefix(random.next(below: other.count + 1)).suffix(64))
        default: bytes.insert(contentsOf: random.pick(words), at: place)
        }
    }
}
