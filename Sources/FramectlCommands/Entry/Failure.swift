import FrameAPI
import FrameOperations
import FrameSimulator

/// Any error of the tool in the one form in which it is shown: what happened, what to do, and the exit status.
struct Failure: Encodable {
    let schema = "framectl.error/1"
    let code: String
    let message: String
    let remedy: String
    let exitStatus: Int32

    init(_ error: any Error) {
        switch error {
        case let error as FrameAPIError:
            code = error.code.rawValue
            message = (error.request.map { "\($0): " } ?? "") + error.detail
            remedy = error.remedy
            exitStatus = ExitStatus(error).rawValue
        case let error as OperationsError:
            code = error.code.rawValue
            message = error.detail
            remedy = error.remedy
            exitStatus = ExitStatus(error).rawValue
        case let error as JournalError:
            code = error.code.rawValue
            message = error.detail
            remedy = error.remedy
            exitStatus = ExitStatus(error).rawValue
        case let error as CommandError:
            code = error.code.rawValue
            message = error.detail
            remedy = error.remedy
            exitStatus = error.exitStatus.rawValue
        case let error as ScenarioError:
            code = "invalid-scenario"
            message = [error.key, error.value].filter { !$0.isEmpty }.joined(separator: ": ")
            remedy = error.remedy
            exitStatus = ExitStatus.usage.rawValue
        case SimulatorServerError.portInUse(let port):
            code = "port-in-use"
            message = "the port \(port) is in use"
            remedy = "Name another one with --port, or leave it out for any that is free"
            exitStatus = ExitStatus.usage.rawValue
        default:
            code = "unexpected"
            message = "\(error)"
            remedy = "Please report this line as a bug"
            exitStatus = ExitStatus.unexpected.rawValue
        }
    }

    /// A command line that was not understood.
    ///
    /// - Parameter words: What the parser says of it: the error in the first line, then the usage.
    init(usage words: String) {
        let lines = words.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
        code = "usage"
        message = String(lines.first?.trimmingPrefix("Error: ") ?? "")
        remedy = lines.dropFirst().joined(separator: " ")
        exitStatus = ExitStatus.usage.rawValue
    }

    enum CodingKeys: String, CodingKey {
        case schema, code, message, remedy
        case exitStatus = "exit_status"
    }

    /// Two lines for people.
    var words: String {
        "framectl: \(Excerpt.of(message, limit: 1_000))\n  \(Excerpt.of(remedy, limit: 1_000)).\n"
    }
}
