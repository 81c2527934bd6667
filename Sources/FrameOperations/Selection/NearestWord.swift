/// Finds the likely intended word for a word without a match.
package enum NearestWord {
    /// The candidate with the fewest typing errors, at most one for every three letters; else the only one that contains the word.
    ///
    /// An error is an extra, missing or wrong letter, or two exchanged ones. Case is ignored.
    ///
    /// - Parameters:
    ///   - word: The given word.
    ///   - candidates: The possible words; the first of several equally near ones is taken.
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
