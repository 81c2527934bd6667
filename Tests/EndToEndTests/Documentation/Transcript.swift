import Foundation

/// What a document says that a command prints, held against what it did print.
struct Transcript {
    /// The pieces between the lines `…`, each line without what is another one every time.
    private let pieces: [[String]]

    init(_ shown: [String]) {
        pieces = shown.map(Self.withoutChance).filter { !$0.isEmpty }
            .split(separator: "…", omittingEmptySubsequences: false).map(Array.init)
    }

    /// The first piece that is not in its place in what was printed; `nil` when every one is.
    func firstDifference(from printed: String) -> [String]? {
        var rest = printed.split(whereSeparator: \.isNewline).map { Self.withoutChance(String($0)) }
            .filter { !$0.isEmpty }[...]
        for (number, piece) in pieces.enumerated() {
            let isLast = number == pieces.count - 1
            guard rest.count >= piece.count else { return piece }
            let latest = rest.endIndex - piece.count
            // The first piece stands at the beginning, the last one at the end, and those between them anywhere.
            let places: ClosedRange<Int>? =
                switch (number == 0, isLast) {
                case (true, true): latest == rest.startIndex ? latest...latest : nil
                case (true, false): rest.startIndex...rest.startIndex
                case (false, true): latest...latest
                case (false, false): rest.startIndex...latest
                }
            guard let place = places?.first(where: { rest[$0...].starts(with: piece) }) else { return piece }
            rest = rest[(place + piece.count)...]
        }
        return nil
    }

    /// A line without times, ids of runs, ports, hashes, processes, people and machines, and with one space between words.
    static func withoutChance(_ line: String) -> String {
        line.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, with: "TIME")
            .replacing(/\d{8}T\d{6}-[a-z]{4}/, with: "RUN")
            .replacing(/127\.0\.0\.1:\d+/, with: "HOST")
            .replacing(/[0-9a-f]{64}/, with: "HASH")
            .replacing(/by +\S+ on \S+, process \d+/, with: "by USER")
            .replacing(/"waited_seconds" : [\d.]+/, with: "WAITED")
            .replacing(/\b\d+(\.\d+)? s\b/, with: "SECONDS")
            .replacing(/\s+/, with: " ")
            .trimmingCharacters(in: .whitespaces)
    }
}
