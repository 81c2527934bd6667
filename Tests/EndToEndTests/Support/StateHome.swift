import Foundation
import FrameSimulator
import Testing

/// A place of its own for the record of runs, and the commands that read it: without any credential, as somebody else would.
struct StateHome: Sendable {
    let folder: TemporaryFolder

    var path: String { folder.url.path }

    var journal: String { path + "/framectl/journal.sqlite" }

    /// Makes a place for as long as a test works with it.
    static func with<Value: Sendable>(_ work: @Sendable (StateHome) async throws -> Value) async throws -> Value {
        let home = StateHome(folder: try TemporaryFolder())
        defer { home.folder.remove() }
        return try await work(home)
    }

    /// Runs `framectl runs …`.
    func runs(_ arguments: String...) async throws -> FramectlResult {
        try await ChildProcess.run(
            Framectl.path,
            ["runs"] + arguments,
            environment: ["XDG_STATE_HOME": path],
            input: nil,
            limit: .patience
        )
    }

    /// The runs on record, the oldest first.
    func list() async throws -> [ListedRun] {
        let result = try await runs("list", "--output", "json")
        try #require(result.status == 0, "\(result.talk)")
        return try JSONDecoder().decode(ListedRuns.self, from: Data(result.output.utf8)).runs
    }

    /// The events of a run as `runs export` gives them away.
    func events(of run: String? = nil) async throws -> [RecordedEvent] {
        let result = try await ChildProcess.run(
            Framectl.path,
            ["runs", "export"] + (run.map { [$0] } ?? []),
            environment: ["XDG_STATE_HOME": path],
            input: nil,
            limit: .patience
        )
        try #require(result.status == 0, "\(result.talk)")
        return try result.events()
    }

    /// Expects every run and the list of runs to be what was written.
    func expectWhole(location: SourceLocation = #_sourceLocation) async throws {
        let result = try await runs("verify")
        #expect(result.status == 0, "\(result.everything)", sourceLocation: location)
    }

    private struct ListedRuns: Decodable {
        let runs: [ListedRun]
    }

}

extension FramectlResult {
    private struct ExportedLine: Decodable {
        let event: RecordedEvent
    }

    /// The events that `runs export` gives away.
    func events() throws -> [RecordedEvent] {
        try output.split(separator: "\n").map {
            try JSONDecoder().decode(ExportedLine.self, from: Data($0.utf8)).event
        }
    }
}

/// A row of `runs list --output json`, as far as tests look at it.
struct ListedRun: Decodable, Sendable {
    let runID: String
    let state: String
    let targets: Int?

    enum CodingKeys: String, CodingKey {
        case state, targets
        case runID = "run_id"
    }
}

/// An event of a log, as far as tests look at it.
struct RecordedEvent: Decodable, Sendable {
    struct Target: Decodable, Sendable {
        let id: String
    }

    let event: String
    let time: String
    let session: String?
    let targets: [Target]?
    let reason: String?
    let moment: String?
    let phase: String?
    let detail: String?

    /// When it was noted, to the millisecond.
    var date: Date {
        get throws { try Date(time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
    }
}

extension [RecordedEvent] {
    /// The sessions that the consent was given for, and those of sweeps.
    var targets: [String] {
        flatMap { $0.targets?.map(\.id) ?? [] }
    }

    /// The sessions of all events of a name, in order.
    func sessions(_ name: String) -> [String] {
        filter { $0.event == name }.compactMap(\.session)
    }
}

extension SimulatedService {
    /// The same service, for runs that are recorded in a place of their own.
    func recording(in home: StateHome) -> SimulatedService {
        with(["XDG_STATE_HOME": home.path])
    }

    /// The same service, asked with other settings.
    func with(_ settings: [String: String]) -> SimulatedService {
        SimulatedService(
            controlPlane: controlPlane,
            port: port,
            account: account,
            environment: environment.merging(settings) { $1 }
        )
    }

    /// Starts the tool against this service and goes on at once.
    func start(_ arguments: String..., through command: [String] = []) throws -> BackgroundFramectl {
        try BackgroundFramectl(arguments, environment: environment, through: command)
    }
}
