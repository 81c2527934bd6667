import FrameAPI
import FrameJournal
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
            let wait = UnacceptedWait(error)
            message = (error.request.map { "\($0): " } ?? "") + error.detail + (wait?.words ?? "")
            remedy = wait?.remedy ?? error.remedy
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

/// A wait that the service asked for and that ends after the time for which reads are repeated.
private struct UnacceptedWait {
    private let asked: Duration
    private let limit: Duration

    init?(_ error: FrameAPIError) {
        guard let asked = error.retryAfter, let limit = error.retryLimit else { return nil }
        self.asked = asked.roundedUp
        self.limit = limit
    }

    /// What follows the words for the error.
    var words: String {
        let atLeast = asked < RetryAfter.limit ? "" : "at least "
        let bound =
            asked > limit ? "--retry-for \(limit.inWords) allows" : "what is left of --retry-for \(limit.inWords)"
        return "; it asked to wait \(atLeast)\(asked.inWords), longer than \(bound)"
    }

    var remedy: String {
        "Run it again in \(asked.inWords), or with --retry-for \((limit + asked).roundedUp.components.seconds)s"
    }
}

extension Duration {
    /// The next whole second.
    fileprivate var roundedUp: Duration {
        components.attoseconds > 0 ? .seconds(components.seconds + 1) : self
    }
}
