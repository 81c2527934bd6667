/// Finds what somebody may have meant by a word that fits nothing.
package enum NearestWord {
    /// The candidate that is the fewest slips away, at most one for every three letters; else the only one that holds the word.
    ///
    /// A slip is a letter too many, too few, wrong, or exchanged with the next. Case does not matter.
    ///
    /// - Parameters:
    ///   - word: What was written.
    ///   - candidates: What can be meant; the first of several that are as near is taken.
    /// - Returns: The candidate; `nil` when none is near.
    package static func of(_ word: String, among candidates: some Sequence<String>) -> String? {
        let wanted = Array(word.lowercased())
        var nearest: (candidate: String, slips: Int)?
        var holding: [String] = []
        for candidate in candidates {
            let letters = Array(candidate.lowercased())
            let limit = max(1, min(wanted.count, letters.count) / 3)
            let bound = min(limit, (nearest?.slips ?? .max - 1) - 1)
            if bound >= 0, abs(letters.count - wanted.count) <= bound {
                let slips = slips(from: wanted, to: letters)
                if slips <= bound { nearest = (candidate, slips) }
            }
            if wanted.count >= 3, candidate.lowercased().contains(word.lowercased()) { holding.append(candidate) }
        }
        return nearest?.candidate ?? (holding.count == 1 ? holding[0] : nil)
    }

    /// The distance of Damerau and Levenshtein, in which no letter moves twice.
    static func slips(from one: [Character], to other: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var row = [i + 1]
            for (j, target) in other.enumerated() {
                var slips = min(row[j] + 1, last[j + 1] + 1, last[j] + (letter == target ? 0 : 1))
                if i > 0, j > 0, letter == other[j - 1], one[i - 1] == target {
                    slips = min(slips, beforeLast[j - 1] + 1)
                }
                row.append(slips)
            }
            (beforeLast, last) = (last, row)
        }
        return last[other.count]
    }
}
