import ArgumentParser

/// Days of the week.
struct Weekdays: ExpressibleByArgument, Sendable, Equatable {
    /// Monday is 1, Sunday 7; never empty.
    let numbers: Set<Int>

    static let all = Weekdays(numbers: Set(1...7))

    private init(numbers: Set<Int>) {
        self.numbers = numbers
    }

    /// Reads `mon-fri`, `mon,wed,fri`, `sat-mon` or `daily`, in any letter case; full names are accepted.
    init?(argument: String) {
        let text = argument.lowercased()
        guard text != "daily" else {
            self = .all
            return
        }
        var numbers: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Self.number(of: $0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else { return nil }
            let length = (last - first + 7) % 7
            numbers.formUnion((0...length).map { (first - 1 + $0) % 7 + 1 })
        }
        self.init(numbers: numbers)
    }

    private static let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static func number(of name: Substring) -> Int? {
        names.firstIndex { $0 == name || $0.prefix(3) == name }.map { $0 + 1 }
    }

    /// Consecutive days, Monday to Sunday.
    var runs: [ClosedRange<Int>] { Self.runs(of: numbers) }

    /// Consecutive numbers.
    static func runs(of numbers: Set<Int>) -> [ClosedRange<Int>] {
        numbers.sorted().reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound == number - 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
    }

    /// The days with a sign between the first and the last of a run, as in `Mon..Fri,Sun`.
    func text(between sign: String) -> String {
        runs.map { run in
            run.count == 1 ? Self.short(run.lowerBound) : Self.short(run.lowerBound) + sign + Self.short(run.upperBound)
        }
        .joined(separator: ",")
    }

    /// The full names of the days, in their order.
    var fullNames: [String] { numbers.sorted().map { Self.names[$0 - 1].capitalizedWord } }

    private static func short(_ number: Int) -> String { String(names[number - 1].prefix(3)).capitalizedWord }

    var defaultValueDescription: String { self == .all ? "daily" : text(between: "-").lowercased() }
}

extension String {
    fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}
