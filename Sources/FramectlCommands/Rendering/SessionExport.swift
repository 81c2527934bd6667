import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameWording

/// The sessions of a run as rows, with the times of its events.
struct SessionExport {
    private let report: Report?
    private var announced: [SessionID: Date] = [:]
    private var settled: [SessionID: Date] = [:]

    /// Reads a run.
    ///
    /// - Parameters:
    ///   - record: The run.
    ///   - journal: The store.
    /// - Throws: The reason why it cannot be read.
    init(of record: RunRecord, in journal: any RunStore) async throws {
        var state = RunState()
        var (announced, settled): ([SessionID: Date], [SessionID: Date]) = ([:], [:])
        var reader = CanonicalReader()
        try await journal.forEachEvent(of: record.id) { stored in
            let event = try stored.event(by: &reader)
            state.apply(event)
            switch event.fact {
            case .closing(let closing): announced[closing.session] = announced[closing.session] ?? event.time
            case .closed(let sighting), .alreadyGone(let sighting): settled[sighting.session] = event.time
            case .relisted(let sighting): settled[sighting.session] = nil
            default: break
            }
        }
        report = Report(state)
        (self.announced, self.settled) = (announced, settled)
    }

    func write(as csv: CSVText, to terminal: any Terminal) {
        csv.write(
            heading: [
                "run_id", "session_id", "pool_id", "outcome", "attempts", "announced_at", "seen_gone_at", "reason",
            ],
            (report?.sessions ?? []).lazy.map { session in
                [
                    report?.runID ?? "", session.id?.value ?? "", session.poolID?.value ?? "",
                    session.outcome.rawValue, String(session.attempts), time(session.id, announced),
                    time(session.id, settled), session.reason?.words(in: .commandLine) ?? "",
                ]
            },
            to: terminal
        )
    }

    private func time(_ id: SessionID?, _ times: [SessionID: Date]) -> String {
        id.flatMap { times[$0] }.map { $0.millisecondText } ?? ""
    }
}
