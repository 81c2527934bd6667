import FoundationEssentials
import FrameAPI
package import FrameOperations

/// The steps of closing an account's sessions, in order: protections, journal, listing, limits, confirmation, run.
package struct CloseWorkflow: Sendable {
    private let request: CloseRequest
    private let workplace: Workplace

    /// Makes a workflow. Nothing happens before ``start(with:)``.
    package init(_ request: CloseRequest, in workplace: Workplace) {
        self.request = request
        self.workplace = workplace
    }

    /// Performs the steps up to the run.
    ///
    /// - Parameter frontEnd: Shows, asks and observes.
    /// - Returns: A run that has begun and closed nothing yet.
    /// - Throws: The reason why the run cannot begin; ``Interrupted``.
    package func start(with frontEnd: some FrontEnd) async throws -> ActiveRun {
        if case .saved(let plan, _) = request.source { try account.checkIsMeant(by: plan.subject) }
        let client = try account.admitRun(
            reason: request.reason,
            isPlanned: request.approval != nil,
            at: workplace.time.now()
        )
        try await journal.refuseIfAlive(account.claim)
        if let last = try await journal.runs().last(where: { $0.subject == account.claim }), last.endedIncomplete {
            frontEnd.note(.leftOpen(last))
        }
        frontEnd.note(.listing)
        let found = try await workplace.interruption.ending { try await plan() }
        let consented = try await confirm(found, with: frontEnd)
        let confirmed = try await workplace.interruption.ending { try await refreshed(consented, frontEnd) }
        return try await begin(confirmed, as: client, frontEnd)
    }

    private var account: ServiceAccount { workplace.account }
    private var journal: any RunStore { workplace.journal }
    private var protections: Protections { account.protections }

    private func plan() async throws -> Plan {
        switch request.source {
        case .criteria(let criteria): try await account.survey(criteria, time: workplace.time)
        case .saved(let plan, let approval):
            try await account.remainder(of: plan, maxDrift: approval.maxDrift, time: workplace.time)
        }
    }

    private func confirm(_ plan: Plan, with frontEnd: some FrontEnd) async throws -> ConfirmedPlan {
        frontEnd.show(plan)
        try protections.lowered(request.ceilings).check(plan)
        let answer = try await workplace.interruption.ending { try await frontEnd.answer(to: plan) }
        let now = workplace.time.now()
        // The question may have been open for long.
        try request.approval?.check(now)
        return try ConfirmedPlan(
            plan,
            answer: answer,
            approvedCount: request.approvedCount,
            ceilings: request.ceilings,
            sweep: request.sweep,
            ignoresNotFound: request.ignoresNotFound,
            protections: protections,
            reason: request.reason,
            at: now
        )
    }

    /// Lists again when the question was open for long: sessions that may no longer be closed are skipped, and none is added.
    private func refreshed(_ confirmed: ConfirmedPlan, _ frontEnd: some FrontEnd) async throws -> ConfirmedPlan {
        let plan = confirmed.plan
        let age = workplace.time.now().timeIntervalSince(plan.takenAt)
        guard !plan.targets.isEmpty, !(0...Self.longestOpen).contains(age) else { return confirmed }
        let snapshot = try await Snapshot.first(from: account.reading, time: workplace.time)
        let answers = try await account.reading.absences(of: plan.named, from: snapshot, time: workplace.time)
        let narrowed = try confirmed.narrowed(to: snapshot, answers: answers, protections: protections)
        let lost = plan.targets.count - narrowed.plan.targets.count
        if lost > 0 { frontEnd.note(.narrowed(lost: lost, planned: plan.targets.count)) }
        return narrowed
    }

    /// The maximum age of a listing that is acted on, in seconds.
    private static let longestOpen = 30.0

    private func begin(
        _ confirmed: ConfirmedPlan,
        as client: FrameClient,
        _ frontEnd: some FrontEnd
    ) async throws -> ActiveRun {
        let id = RunID.make(at: workplace.time.now(), using: workplace.random)
        let hooks = try request.hooks(id)
        let identity = RunIdentity(
            runID: id,
            origin: workplace.origin,
            reason: request.reason.map(workplace.redact),
            planDigest: request.approval?.digest
        )
        let writer = try await journal.begin(id, on: account.claim, RunTerms(for: confirmed.plan, in: workplace))
        if let earlier = writer.takenOver { frontEnd.note(.takenOver(earlier)) }
        frontEnd.note(.begun(run: id, earlier: nil))
        return ActiveRun(writer, as: client, in: workplace, observe: frontEnd.observe) { environment in
            CloseRun(
                confirmed,
                as: identity,
                settings: protections.bounding(request.settings, at: confirmed.consentedAt),
                hooks: hooks,
                in: environment
            )
        }
    }
}

extension RunRecord {
    /// Whether it ended, and a session in its scope was not known to be gone.
    package var endedIncomplete: Bool {
        guard case .finished(let end) = lastEvent?.fact else { return false }
        return ![.complete, .hookFailed].contains(end.ending)
    }
}
