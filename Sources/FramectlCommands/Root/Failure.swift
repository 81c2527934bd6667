import FrameAPI
import FrameSimulator
import FrameWording

/// Any error of the tool in its shown form: the error, the remedy, and the exit status.
struct Failure: Encodable {
    let schema = "framectl.error/1"
    let code: String
    let message: String
    let remedy: String
    let exitStatus: Int32

    init(_ error: any Error) {
        switch error {
        case let error as any ExitError:
            self.init(error.code.rawValue, error.words(in: .commandLine), error.exitStatus)
        case let error as ScenarioError:
            let place = [error.key, error.value].filter { !$0.isEmpty }.joined(separator: ": ")
            self.init("invalid-scenario", ErrorWords(detail: place, remedy: error.remedy), .usage)
        case SimulatorServerError.portInUse(let port):
            let remedy = "Name another one with --port, or leave it out for any that is free"
            self.init("port-in-use", ErrorWords(detail: "the port \(port) is in use", remedy: remedy), .usage)
        default:
            let remedy = "Please report this line as a bug"
            self.init("unexpected", ErrorWords(detail: "\(error)", remedy: remedy), .unexpected)
        }
    }

    private init(_ code: String, _ words: ErrorWords, _ status: ExitStatus) {
        self.code = code
        message = words.detail
        remedy = words.remedy
        exitStatus = status.rawValue
    }

    /// An invalid command line.
    ///
    /// - Parameter words: The parser's message: the error in the first line, then the usage.
    init(usage words: String) {
        let lines = words.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
        let detail = String(lines.first?.trimmingPrefix("Error: ") ?? "")
        let remedy = lines.dropFirst().joined(separator: " ")
        self.init("usage", ErrorWords(detail: detail, remedy: remedy), .usage)
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
