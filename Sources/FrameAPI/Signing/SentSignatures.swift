import DequeModule
import Synchronization

/// The signatures that were sent last: one for each second with a request.
final class SentSignatures: Sendable {
    /// How many digits a signature has.
    static let width = 64
    /// How many are kept: those of at least an hour. An older signature is worthless, because services accept a timestamp for some minutes.
    static let limit = 3_600

    /// Those that were sent up to a moment.
    struct Known: Sendable {
        private var signatures: Set<[UInt8]> = []
        private var inOrder: Deque<[UInt8]> = []
        /// How many of them have four last digits of each value: digits with another ending need no further check.
        private var endings = [UInt16](repeating: 0, count: 1 << 16)

        var isEmpty: Bool { signatures.isEmpty }

        fileprivate mutating func insert(_ digits: [UInt8]) {
            guard signatures.insert(digits).inserted else { return }
            inOrder.append(digits)
            endings[Self.ending(of: digits)] += 1
            guard inOrder.count > SentSignatures.limit, let oldest = inOrder.popFirst() else { return }
            signatures.remove(oldest)
            endings[Self.ending(of: oldest)] -= 1
        }

        private static func ending(of digits: [UInt8]) -> Int { Int(hexadecimal: digits.suffix(4)) ?? 0 }
    }

    private let all = Mutex(Known())

    func insert(_ signature: String) {
        all.withLock { $0.insert(Array(signature.utf8)) }
    }

    var known: Known { all.withLock { $0 } }
}

extension SentSignatures.Known {
    /// Where a signature occurs. Only a run of digits as long as a signature is searched, and each digit of it is read once.
    func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var start = 0
        while start + SentSignatures.width <= bytes.count {
            // A run that begins here or later and reaches the last byte of the window: how far back does it begin?
            var first = start + SentSignatures.width
            while first > start, bytes[first - 1].hexadecimalValue != nil { first -= 1 }
            start = first == start ? search(bytes, from: start, adding: &places) : first
        }
        return places
    }

    /// Searches a run of digits.
    ///
    /// - Returns: Where the run ends.
    private func search(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        adding places: inout [Range<Int>]
    ) -> Int {
        var (end, length, ending) = (start, 0, 0)
        while end < bytes.count, let digit = bytes[end].hexadecimalValue {
            end += 1
            length += 1
            ending = (ending << 4 | Int(digit)) & 0xFFFF
            guard length >= SentSignatures.width, endings[ending] > 0 else { continue }
            let place = end - SentSignatures.width..<end
            guard signatures.contains(bytes[place].map(\.lowercased)) else { continue }
            places.append(place)
            length = 0
        }
        return end
    }
}
