import FrameAPI

/// A percentage as an integer: `95` or `95%`.
struct Percent: ExplainedArgument {
    let value: Int

    init(_ value: Int) {
        self.value = value
    }

    init(parsing text: String) throws(ArgumentProblem) {
        let number = text.withoutOuterBlanks
        let digits = number.ends(with: "%") ? number.dropLast().withoutOuterBlanks : number
        guard let value = Int(digits) else {
            throw ArgumentProblem("expected a whole number of percent, such as 20 or 20%")
        }
        self.init(value)
    }

    var text: String { "\(value)%" }
}
