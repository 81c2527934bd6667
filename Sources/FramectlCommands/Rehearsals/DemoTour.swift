import ArgumentParser
import FrameAPI
import FrameOperations
import FrameWorkflows

/// The commands of the demo, in order, each printed before it runs.
struct DemoTour: Sendable {
    private let context: CommandContext
    private let style: Style

    /// Prepares the tour.
    ///
    /// - Parameters:
    ///   - rehearsal: The simulated service.
    ///   - journal: The journal of its run.
    ///   - context: The terminal and all else.
    init(rehearsal: Rehearsal, journal: String, context: CommandContext) {
        var inner = context
        for name in inner.environment.keys where name.begins(with: "FRAME_") { inner.environment[name] = nil }
        inner.environment["FRAMECTL_JOURNAL"] = journal
        inner.workingFolder = nil
        for (name, value) in rehearsal.environment { inner.environment[name] = value }
        self.context = inner
        style = Style(context, on: .output)
        context.terminal.write(
            "A simulated service runs on 127.0.0.1:\(rehearsal.port). Nothing real is touched.\n",
            to: .output
        )
    }

    func take() async throws -> ExitStatus {
        for check in [["doctor"], ["pools", "list"], ["plan"]] {
            let status = await run(check)
            guard status == .success else { return status }
        }
        let phrase = try await phrase()
        let closed = await run(["close", "--confirm", phrase])
        guard closed == .success else { return closed }
        let left = await run(["plan", "--detailed-exit-code"])
        guard left == .success else { return left == .hasWork ? .incomplete : left }
        for look in [["runs", "list"], ["runs", "verify"]] {
            let status = await run(look)
            guard status == .success else { return status }
        }
        return .success
    }

    private func run(_ arguments: [String]) async -> ExitStatus {
        let shown = arguments.map { $0.holds(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ")
        context.terminal.write("\n" + style.strong("$ framectl \(shown)") + "\n", to: .output)
        return await CommandRunner.run(arguments, in: context)
    }

    /// The phrase that a reader of the plan would copy.
    private func phrase() async throws -> String {
        let options = try await ConnectionOptions.parsing([])
        return try await ServiceConnection.with(options, in: context) { service, context in
            ConsentPhrase(for: try await service.serviceAccount().survey(SelectionCriteria(), time: context.time)).short
        }
    }
}
