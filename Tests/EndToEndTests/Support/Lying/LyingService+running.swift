import Foundation
import Testing

extension LyingService {
    /// What the tool needs to know.
    var environment: [String: String] {
        [
            "FRAME_API_URL": "http://127.0.0.1:\(port)/v1",
            "FRAME_ACCOUNT_ID": AccountTruth.id,
            "FRAME_CLIENT_ID": "00000000-0000-4000-8000-0000000000d1.img.frame.nutanix.com",
            "FRAME_CLIENT_SECRET": "d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1",
        ]
    }

    /// Runs the tool against this service, with a journal of its own unless a home is given.
    func framectl(
        _ arguments: [String],
        home: StateHome? = nil,
        changing changes: [String: String?] = [:],
        input: String? = nil
    ) async throws -> FramectlResult {
        var environment = environment
        environment["XDG_STATE_HOME"] = home?.path
        for (name, value) in changes { environment[name] = value }
        return try await ChildProcess.run(
            Framectl.path,
            arguments,
            environment: environment,
            input: input,
            limit: .patience
        )
    }

    /// Closes everything in scope.
    func close(_ options: String..., home: StateHome? = nil) async throws -> FramectlResult {
        try await framectl(["close", "--yes", "--output", "json"] + options, home: home)
    }

    /// Closes everything in scope of a service that tells lies, and gives back what is true there afterwards and how the run ended.
    static func close(
        _ lies: [Lie],
        of truth: AccountTruth = AccountTruth(),
        effect: Effect,
        deadline: String
    ) async throws -> (LyingService, FramectlResult) {
        var told = Lies()
        for lie in lies { lie.tell(&told) }
        told.closes = { _ in effect == .closes }
        return try await serve(truth, told) { ($0, try await $0.close("--deadline", deadline)) }
    }

    /// A plan that was saved, for as long as it is worked with.
    struct Planned: Sendable {
        fileprivate let service: LyingService
        fileprivate let path: String

        /// Carries it out.
        func apply(_ options: [String]) async throws -> FramectlResult {
            try await service.framectl(["apply", path, "--yes", "--output", "json"] + options)
        }
    }

    /// Saves a plan.
    func planned(_ work: (Planned) async throws -> FramectlResult) async throws -> FramectlResult {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.url.appending(path: "plan.json").path
        let saved = try await framectl(["plan", "-o", path])
        try #require(saved.status == 0, "\(saved.everything)")
        return try await work(Planned(service: self, path: path))
    }

    /// Expects a run to have ended with a status, its report to give each target one of some outcomes, and neither to say more than is
    /// true.
    ///
    /// - Returns: The report.
    @discardableResult
    func expect(
        _ result: FramectlResult,
        status: Int32,
        _ outcomes: ReportedOutcome...,
        location: SourceLocation = #_sourceLocation
    ) throws -> ReportedClose {
        #expect(result.status == status, "\(result.talk)", sourceLocation: location)
        let report = try expectTruth(result, location: location)
        let unexpected = Set(targets.map { report[$0] }).subtracting(outcomes.map(Optional.some))
        #expect(
            unexpected.isEmpty,
            "targets are \(unexpected.map { $0?.rawValue ?? "not named" }), not \(outcomes): \(report.verdict ?? "no verdict")",
            sourceLocation: location
        )
        return report
    }

    /// Expects that a report calls no session gone that is live, that its status is not 0 while a session in scope is live, and that it
    /// agrees with itself. In scope are the targets, unless something else is given.
    @discardableResult
    func expectTruth(
        _ result: FramectlResult,
        scope: [String]? = nil,
        location: SourceLocation = #_sourceLocation
    ) throws -> ReportedClose {
        let report = try result.report(location: location)
        let claimed = Set(report.sessions.filter(\.outcome.isGone).compactMap(\.id))
        let lies = claimed.intersection(live)
        #expect(lies.isEmpty, "live sessions are called gone", sourceLocation: location)
        let open = live.intersection(scope ?? targets)
        #expect(result.status != 0 || open.isEmpty, "status 0 with sessions in scope live", sourceLocation: location)
        #expect(report.exitStatus == result.status, sourceLocation: location)
        let counted = Dictionary(grouping: report.sessions, by: \.outcome).mapValues(\.count)
        #expect(report.totals.filter { $0.value > 0 } == counted, sourceLocation: location)
        return report
    }
}
