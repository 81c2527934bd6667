import FrameAPI
import FrameOperations

extension TimeOfDay: ExplainedArgument {
    init(parsing text: String) throws(ArgumentProblem) {
        do throws(Problem) { try self.init(text) } catch { throw ArgumentProblem(error.words) }
    }
}

extension DailyWindow: ExplainedArgument {
    init(parsing text: String) throws(ArgumentProblem) {
        do throws(Problem) {
            try self.init(text)
        } catch {
            switch error {
            case .shape: throw ArgumentProblem("expected two times of day, such as 18:00-18:30")
            case .empty: throw ArgumentProblem("expected two different times of day; all day is 00:00-24:00")
            case .time(let text, let problem):
                throw ArgumentProblem("“\(Excerpt.of(text, limit: 40))”: \(problem.words)")
            }
        }
    }
}

extension TimeOfDay.Problem {
    fileprivate var words: String {
        switch self {
        case .shape: "expected a time of day, such as 18:00 or 6:30 pm"
        case .minute: "minutes go from 00 to 59"
        case .hour: "hours go from 0 to 23; midnight is 0:00"
        case .halfDayHour: "with am or pm, hours go from 1 to 12"
        case .minutesMissing(let hour) where (1...11).contains(hour):
            "\(hour) may be in the morning or in the evening; write \(hour):00, \(hour + 12):00, \(hour)am or \(hour)pm"
        case .minutesMissing(let hour): "the minutes are missing; write \(hour):00"
        }
    }
}
