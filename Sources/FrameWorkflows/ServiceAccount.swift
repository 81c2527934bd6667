package import FoundationEssentials
package import FrameAPI
package import FrameOperations

/// One account of the service: its requests, its actions, and its protections.
package struct ServiceAccount: Sendable {
    /// The account.
    package let id: AccountID
    /// The client for reading.
    package let reader: FrameReader
    /// The client for acting; throws `protected` where the profile is read-only.
    package let acting: @Sendable () throws(OperationsError) -> FrameClient
    /// The protections, which no confirmation overrides.
    package let protections: Protections
    /// Keeps the pace of all requests with the credential.
    package let pacer: Pacer
    /// The preferred executor for a task that mostly sends requests.
    package let executor: (any TaskExecutor)?
    /// A better error for one of the client's, if there is one: an account that is not found may be a typing error.
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

    /// The subject of the claim.
    package var claim: ClaimSubject { ClaimSubject(account: id.value, apiURL: reader.baseURL.description) }

    /// The account for listing.
    var reading: AccountService<FrameReader> { AccountService(client: reader, account: id) }

    /// Refuses a run that the protections do not allow, before anything is listed.
    ///
    /// - Parameters:
    ///   - reason: The reason for the run, if one was given.
    ///   - isPlanned: Whether it applies a saved plan.
    ///   - moment: When it is to begin.
    /// - Returns: The client for acting.
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

    /// Refuses a plan of another account or another service.
    ///
    /// - Throws: ``OperationsError`` with the code `plan-foreign`.
    func checkIsMeant(by subject: PlanSubject) throws(OperationsError) {
        let url = reader.baseURL.description
        guard subject.account == id, subject.apiURL == url else {
            throw .otherAccount(subject.account, apiURL: subject.apiURL, here: id, hereURL: url)
        }
    }

    /// Lists the account, and makes a plan.
    ///
    /// - Parameters:
    ///   - criteria: The selection criteria; the account's protections are added.
    ///   - time: The clock.
    /// - Returns: The plan.
    /// - Throws: ``OperationsError``, when the criteria do not match the listing; the error of the client.
    package func survey(_ criteria: SelectionCriteria, time: TimeSource) async throws -> Plan {
        try await explained { () throws in
            // First, and alone: a refused credential is sent only once.
            let (subject, note) = try await subject()
            let snapshot = try await Snapshot.first(from: reading, time: time)
            let answers = try await reading.absences(of: criteria.sessions ?? [], from: snapshot, time: time)
            var criteria = criteria
            criteria.protections = protections
            let plan = try Plan(subject: subject, snapshot: snapshot, criteria: criteria, answers: answers)
            return note.map(plan.noting) ?? plan
        }
    }

    /// Lists the account, and returns the remaining part of a saved plan.
    ///
    /// - Parameters:
    ///   - saved: The plan.
    ///   - maxDrift: How much may have changed, in percent of its sessions.
    ///   - time: The clock.
    /// - Returns: A plan of the new listing, whose targets are a subset of the saved one's.
    /// - Throws: `plan-drifted`, or the error of the client.
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

    /// The account's name is for people only: when the service does not give it, the id replaces it, and the listings decide whether the
    /// account exists.
    private func subject() async throws(FrameAPIError) -> (PlanSubject, PlanNote?) {
        var (name, note): (String?, PlanNote?)
        do throws(FrameAPIError) {
            let answer = try await reader.account(id)
            // An answer about another account has that account's name.
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
