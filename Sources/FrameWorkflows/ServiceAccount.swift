package import FoundationEssentials
package import FrameAPI
package import FrameOperations

/// One account of the service, reached: what can be asked of it, what can be done, and what protects it.
package struct ServiceAccount: Sendable {
    /// The account.
    package let id: AccountID
    /// To ask with.
    package let reader: FrameReader
    /// To act with; throws `protected` where the profile reads only.
    package let acting: @Sendable () throws(OperationsError) -> FrameClient
    /// What may not be done, whatever is confirmed.
    package let protections: Protections
    /// Keeps the pace of everything that is sent with the credential.
    package let pacer: Pacer
    /// Where a task runs best that is mostly requests.
    package let executor: (any TaskExecutor)?
    /// A better error for one of the client's, if there is one: an account that is not found may be a typing mistake.
    package let explain: @Sendable (FrameAPIError) async -> (any Error)?

    /// Makes an account.
    package init(
        id: AccountID,
        reader: FrameReader,
        acting: @escaping @Sendable () throws(OperationsError) -> FrameClient,
        protections: Protections,
        pacer: Pacer,
        executor: (any TaskExecutor)?,
        explain: @escaping @Sendable (FrameAPIError) async -> (any Error)? = { _ in nil }
    ) {
        self.id = id
        self.reader = reader
        self.acting = acting
        self.protections = protections
        self.pacer = pacer
        self.executor = executor
        self.explain = explain
    }

    /// What at most one run at a time works on.
    package var claim: ClaimSubject { ClaimSubject(account: id.value, apiURL: reader.baseURL.description) }

    /// To list with.
    var reading: AccountService<FrameReader> { AccountService(client: reader, account: id) }

    /// Refuses a run that the protections do not allow, before anything is listed.
    ///
    /// - Parameters:
    ///   - reason: What was said why, if anything was.
    ///   - isPlanned: Whether it carries out a saved plan.
    ///   - moment: When it is to begin.
    /// - Returns: The client to act with.
    /// - Throws: ``OperationsError`` with the code `protected`.
    @discardableResult
    package func admitRun(
        reason: String?,
        isPlanned: Bool,
        at moment: Date
    ) throws(OperationsError) -> FrameClient {
        let client = try acting()
        try protections.admitRun(reason: reason, isPlanned: isPlanned, at: moment)
        return client
    }

    /// Refuses what was planned for another account or another service.
    ///
    /// - Throws: ``OperationsError`` with the code `plan-foreign`.
    func checkIsMeant(by subject: PlanSubject) throws(OperationsError) {
        let url = reader.baseURL.description
        guard subject.account == id, subject.apiURL == url else {
            throw .otherAccount(subject.account, apiURL: subject.apiURL, here: id, hereURL: url)
        }
    }

    /// Lists the account, and plans what was asked for.
    ///
    /// - Parameters:
    ///   - criteria: What was asked for; the account's protections are added.
    ///   - time: The clock.
    /// - Returns: The plan.
    /// - Throws: ``OperationsError``, when the criteria do not fit the listing; what the client throws.
    package func survey(_ criteria: SelectionCriteria, time: TimeSource) async throws -> Plan {
        try await explained { () throws in
            // First, and alone: a credential that is refused is shown to the service once.
            let (subject, note) = try await subject()
            let snapshot = try await Snapshot.first(from: reading, time: time)
            let answers = try await reading.absences(of: criteria.sessions ?? [], from: snapshot, time: time)
            var criteria = criteria
            criteria.protections = protections
            let plan = try Plan(subject: subject, snapshot: snapshot, criteria: criteria, answers: answers)
            return note.map(plan.noting) ?? plan
        }
    }

    /// Lists the account, and gives what of a saved plan is left to close.
    ///
    /// - Parameters:
    ///   - saved: The plan.
    ///   - maxDrift: How much may have changed, in percent of its sessions.
    ///   - time: The clock.
    /// - Returns: A plan of the fresh listing, whose targets are among those of the saved one.
    /// - Throws: `plan-drifted`, or what the client throws.
    package func remainder(of saved: Plan, maxDrift: Int, time: TimeSource) async throws -> Plan {
        let snapshot = try await explained { try await Snapshot.first(from: reading, time: time) }
        let answers = try await reading.absences(of: saved.named, from: snapshot, time: time)
        return try PlanDrift(from: saved, to: snapshot, answers: answers, protections: protections)
            .plan(maxPercent: maxDrift)
    }

    private func explained<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as FrameAPIError {
            throw await explain(error) ?? error
        }
    }

    /// The account's name is for people alone: where the service does not give it, the id stands in, and the listings decide
    /// whether the account is there.
    private func subject() async throws(FrameAPIError) -> (PlanSubject, PlanNote?) {
        var (name, note): (String?, PlanNote?)
        do throws(FrameAPIError) {
            let answer = try await reader.account(id)
            // An answer about another account names that one.
            name = answer.id == id ? answer.name : nil
        } catch  where [403, 404, 405, 410].contains(error.status) && error.code != .throttled {
            note = PlanNote(.unnamedAccount, count: error.status)
        }
        let subject = PlanSubject(
            account: id,
            accountName: name,
            apiURL: reader.baseURL.description,
            clientID: reader.clientID
        )
        return (subject, note)
    }
}
