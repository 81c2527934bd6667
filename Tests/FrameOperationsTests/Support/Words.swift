import FrameOperations
import FrameWording

extension Terms {
    /// Terms that show which option and action are meant.
    static let test = Terms {
        "--\($0)"
    } action: {
        "(\($0))"
    }
}

extension Report.Session {
    /// Why it has its outcome, in words.
    var why: String? { reason?.words(in: .test) }
}

extension SkipReason {
    var words: String { words(in: .test) }
}

extension PlanNote {
    var words: String { words(in: .test) }
}
