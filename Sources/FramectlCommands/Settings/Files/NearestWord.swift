/// The known word that somebody most likely meant.
struct NearestWord {
    /// The word; `nil` when none is near.
    let word: String?

    /// Looks for it: at most a third of the letters may have to be put in, left out or changed.
    init(to text: String, among known: [String]) {
        let ranked = known.map { (word: $0, distance: Self.distance(text.lowercased(), $0)) }
        let best = ranked.min { $0.distance < $1.distance }
        word = best.flatMap { $0.distance <= max(1, $0.word.count / 3) ? $0.word : nil }
    }

    /// How many letters have to be put in, left out or changed (Levenshtein).
    private static func distance(_ one: String, _ other: String) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let change = diagonal + (letter == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, diagonal + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
