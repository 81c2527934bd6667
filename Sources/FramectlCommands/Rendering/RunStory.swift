import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameWording

/// The details of a run of the journal, in every form of output.
struct RunStory {
    private let run: RecordedRun
    private let journal: any RunStore

    init(_ run: RecordedRun, in journal: any RunStore) {
        self.run = run
        self.journal = journal
    }

    /// Writes the details.
    ///
    /// - Parameters:
    ///   - form: The format; `jsonl` has the events, `csv` the sessions.
    ///   - style: Weight and colour.
    ///   - terminal: The destination.
    /// - Throws: The reason why the journal cannot be read.
    func write(as form: OutputForm, style: Style, to terminal: any Terminal) async throws {
        let report = Report(run.state)
        switch form.format {
        case .text:
            let story = try await forPeople(report, style, in: terminal.space(on: .output)?.columns)
            terminal.writeText(story, to: .output)
            return
        case .json:
            let sessions = report?.sessions ?? []
            let rows = sessions.lazy.map(ReportDocument.Session.init)
            JSONText.write(RunDocument(run, report: report), list: "sessions", of: rows, to: terminal)
        case .jsonl:
            var pieces = DataPieces(to: terminal)
            try await journal.forEachEvent(of: run.record.id) { event in pieces.addLine { $0 += event.bytes } }
            pieces.end()
        case .csv:
            report.map { ReportText($0).writeRows(as: form.csv, to: terminal) }
        }
        terminal.writeText(ending(report, .plain))
    }

    private func forPeople(_ report: Report?, _ style: Style, in room: Int?) async throws -> String {
        guard let report, let planned = run.state.planned else { return ending(nil, style) }
        var text = style.strong("Run \(report.runID)") + "\n" + facts(planned) + "\n"
        text += style.strong("What happened") + "\n" + (try await chronicle()) + "\n"
        text += style.strong("Sessions") + "\n" + sessions(report, in: room) + "\n"
        return text + ending(report, style)
    }

    private func facts(_ planned: Planned) -> String {
        let record = run.record
        let subject = planned.subject
        var rows: [(String, String)] = [
            ("account", subject.accountName.map { "\($0)  \(subject.account)" } ?? subject.account.value),
            ("service", "\(subject.apiURL), as \(subject.clientID)"),
            ("begun", record.begunAt.formatted(.iso8601)),
            ("by", planned.origin.words),
        ]
        rows += run.state.resumptions.map { ("resumed by", $0.origin.words) }
        if let reason = planned.reason { rows.append(("reason", reason)) }
        rows.append(
            (
                "confirmed",
                "close \(planned.targetCount) of \(planned.listed) listed, \(planned.confirmation.words(in: .commandLine))"
            )
        )
        if let sweep = planned.sweep.words { rows.append(("", sweep)) }
        if let digest = planned.planDigest { rows.append(("plan", digest)) }
        rows.append(("state", run.standing.rawValue + (record.isAlive ? ", process \(record.holder.pid)" : "")))
        return rows.map { name, value in
            "  \(name)\(String(repeating: " ", count: max(1, 12 - name.count)))\(Excerpt.of(value, limit: 500))\n"
        }
        .joined()
    }

    /// The events that concern more than one session, a line each.
    private func chronicle() async throws -> String {
        var text = ""
        var pauses: RunPauses?
        func add(_ sentence: String, at time: Date) {
            text += "  \(time.formatted(.iso8601))  \(Excerpt.of(sentence, limit: 300))\n"
        }
        func addPauses(endingBy end: Date? = nil) {
            if let pauses { add(pauses.words(endingBy: end), at: pauses.first) }
            pauses = nil
        }
        var reader = CanonicalReader()
        try await journal.forEachEvent(of: run.record.id) { stored in
            let event = try stored.event(by: &reader)
            if case .throttled(let pause) = event.fact {
                pauses.add(pause, at: event.time)
            } else if let sentence = event.fact.sentence {
                addPauses(endingBy: event.isEnd ? event.time : nil)
                add(sentence, at: event.time)
            }
        }
        addPauses()
        return text
    }

    private func sessions(_ report: Report, in room: Int?) -> String {
        let known = report.sessions.filter { $0.outcome != .skipped || $0.attempts > 0 || isTarget($0) }
        var table = TextTable([
            ("SESSION", .left), ("POOL", .detail), ("OUTCOME", .left), ("DELETES", .right), ("WHY", .left),
        ])
        for session in known {
            table.add([
                session.id?.value ?? "-", session.poolID?.value ?? "-", session.outcome.rawValue,
                String(session.attempts), session.reason?.words(in: .commandLine) ?? "",
            ])
        }
        let left = report.sessions.count - known.count
        return table.text(in: room) + (left > 0 ? "Skipped by the plan: \(left)\n" : "")
    }

    private func isTarget(_ session: Report.Session) -> Bool {
        session.id.map { run.state.sessions[$0] != nil } ?? false
    }

    /// The progress of the run, with the command to resume it, as at its own end.
    private func ending(_ report: Report?, _ style: Style) -> String {
        guard let report else {
            return "Run \(run.record.id): aborted before its plan was written. Nothing was closed.\n"
        }
        return switch run.standing {
        case .running: "Running: \(run.state.progress.gone) of \(run.state.progress.targets) confirmed closed so far.\n"
        case .aborted:
            "To resume: framectl runs resume \(report.runID)\n"
                + style.bad("Aborted: \(Excerpt.of(report.verdict, limit: 1_000))") + "\n"
        case .interrupted, .finished: ReportText(report).ending(style)
        }
    }
}

extension Origin {
    /// The user and the machine, for people.
    fileprivate var words: String { "\(user) on \(host), process \(pid), framectl \(version)" }
}
