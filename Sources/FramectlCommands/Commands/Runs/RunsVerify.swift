import ArgumentParser
import FrameOperations

/// `framectl runs verify`
struct RunsVerify: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the integrity of the journal.",
        discussion: """
            Every event carries a hash over itself and the one before, and every run one over the run before. Computes them \
            again and reports where they differ. Without a run, all of them. Exits with 0 when everything is as it was written, and with 1 otherwise.

            Example:
              framectl runs verify
            """
    )

    @Argument(help: "The run's id; all runs without it.", completion: .runs)
    var run: String?

    @Option(help: ArgumentHelp("What the last hash of the run must be, as noted down earlier.", valueName: "hash"))
    var head: String?

    @OptionGroup(title: "Journal") var journal: JournalOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    var outputFormat: OutputFormat { output.output }

    func validate() throws {
        guard head == nil || run != nil else { throw ValidationError("--head needs the run that it belongs to.") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let journal = try await journal.storeWithRuns(in: context)
        var rows: [VerificationRow] = []
        if let run {
            let id = try await journal.record(of: run).id
            rows.append(VerificationRow(id, try await journal.verify(id), expecting: head))
        } else {
            for id in try await journal.runIDs() { rows.append(VerificationRow(id, try await journal.verify(id))) }
            rows.append(VerificationRow("(the list of runs)", try await journal.verifyLedger()))
        }
        let listing = Listing(
            schema: "framectl.verification/1",
            name: "runs",
            rows: rows,
            columns: [
                ("Run", \.run), ("State", { $0.whole ? "whole" : "broken" }), ("Events", { String($0.events) }),
                ("Head or reason", { $0.head ?? $0.reason }),
            ]
        )
        listing.write(as: output.form, to: context.terminal)
        return rows.allSatisfy(\.whole) ? .success : .unexpected
    }
}

/// The result of following one chain.
private struct VerificationRow: Encodable, Sendable {
    let run: String
    let whole: Bool
    /// How many links there are, or the first that is broken.
    let events: Int
    let head: String?
    let reason: String?

    init(_ run: String, _ verdict: ChainVerdict, expecting expected: String? = nil) {
        self.run = run
        switch verdict {
        case .whole(let events, let head):
            self.events = events
            whole = expected.map { $0.lowercased() == head } ?? true
            self.head = whole ? head : nil
            reason = whole ? nil : "another hash was expected; the last one is \(head)"
        case .broken(let place, let reason):
            whole = false
            events = place
            head = nil
            self.reason = "at \(place): \(reason)"
        }
    }
}
