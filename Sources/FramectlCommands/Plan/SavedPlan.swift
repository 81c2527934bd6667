import FoundationEssentials
import FrameAPI
import FrameOperations

/// A plan that was read from its file, whole and unaltered.
struct SavedPlan: Sendable {
    /// The plan, with its skipped sessions' reasons in words.
    let plan: Plan
    /// Until when it may be carried out.
    let expiresAt: Date
    /// The digest that its file ends with.
    let digest: PlanDigest

    /// The longest time that a plan is saved for, in seconds.
    private static let longestValidity = 7 * 86_400.0
    /// How far the clock of the machine that saved it may go before this one's, in seconds.
    private static let skew = 3_600.0

    /// Refuses a plan whose time is over, or whose times no plan is saved with.
    func checkValidity(at moment: Date) throws(CommandError) {
        guard expiresAt.timeIntervalSince(plan.takenAt) <= Self.longestValidity,
            plan.takenAt.timeIntervalSince(moment) <= Self.skew
        else {
            throw CommandError(
                .planAltered,
                detail: "the plan says that it was made at \(plan.takenAt.formatted(.iso8601)) and expires at "
                    + "\(expiresAt.formatted(.iso8601)), which framectl plan -o never writes",
                remedy: "Make a new one with framectl plan -o"
            )
        }
        guard moment >= expiresAt else { return }
        throw CommandError(
            .planExpired,
            detail: "the plan of \(plan.takenAt.formatted(.iso8601)) expired at \(expiresAt.formatted(.iso8601))",
            remedy: "Make a new one with framectl plan -o; --valid-for says for how long, at most 7 days"
        )
    }

    /// Refuses a plan of another account, service or credential than the settings name. Where they name no account, it is the
    /// plan's.
    func checkOrigin(account: AccountID?, apiURL: String, clientID: String) throws(CommandError) {
        let subject = plan.subject
        let differing: (what: String, planned: String, set: String, flag: String)? =
            if let account, account != subject.account {
                ("account", subject.account.value, account.value, "--account")
            } else if apiURL != subject.apiURL {
                ("service", subject.apiURL, apiURL, "--api-url")
            } else if clientID != subject.clientID {
                ("client id", subject.clientID, clientID, "--client-id")
            } else {
                nil
            }
        guard let differing else { return }
        throw CommandError(
            .planForeign,
            detail: "the plan is of the \(differing.what) \(differing.planned), and the settings name \(differing.set)",
            remedy: "Check which one is meant, and name it with \(differing.flag); nothing was sent"
        )
    }
}

extension SavedPlan {
    /// Rebuilds a plan from the bytes of its document.
    init(decoding bytes: [UInt8], digest: PlanDigest) throws {
        let saved = try JSONDecoder().decode(Content.self, from: Data(bytes))
        let targets = try saved.sessions.filter(\.isTarget).map { session in
            guard let id = session.id, let pool = session.poolID else { throw Contradiction() }
            return Plan.Target(id: SessionID(id), poolID: PoolID(pool))
        }
        let skipped = saved.sessions.filter { !$0.isTarget }.map { session in
            Plan.Skipped(
                id: session.id.map { SessionID($0) },
                poolID: session.poolID.map { PoolID($0) },
                reason: .recorded(session.reason ?? "")
            )
        }
        guard saved.schema == PlanDocument.form, Set(targets.map(\.id)).count == targets.count,
            saved.totals.close == targets.count,
            saved.totals.skip == skipped.count
        else { throw Contradiction() }
        plan = Plan(
            subject: saved.subject,
            takenAt: try Date(saved.listedAt, strategy: RunEvent.timeFormat),
            selection: Selection(saved.scope),
            targets: targets,
            skipped: skipped,
            absent: saved.absent,
            basis: saved.basis,
            notes: saved.notes
        )
        expiresAt = try Date(saved.expiresAt, strategy: RunEvent.timeFormat)
        self.digest = digest
    }

    /// The document is of another form, or its lists and numbers say different things.
    private struct Contradiction: Error {}

    /// The members that make a plan. The others repeat them for readers.
    private struct Content: Decodable {
        let schema: String
        let subject: PlanSubject
        let listedAt: String
        let expiresAt: String
        let scope: Scope
        let totals: PlanDocument.Totals
        let sessions: [PlanDocument.Session]
        let absent: [Plan.Absent]
        let basis: Plan.Basis
        let notes: [String]

        private enum Key: String, CodingKey {
            case schema, scope, totals, sessions, absent, basis, notes
            case listedAt = "listed_at"
            case expiresAt = "expires_at"
        }

        init(from decoder: any Decoder) throws {
            subject = try PlanSubject(from: decoder)
            let members = try decoder.container(keyedBy: Key.self)
            schema = try members.decode(String.self, forKey: .schema)
            listedAt = try members.decode(String.self, forKey: .listedAt)
            expiresAt = try members.decode(String.self, forKey: .expiresAt)
            scope = try members.decode(Scope.self, forKey: .scope)
            totals = try members.decode(PlanDocument.Totals.self, forKey: .totals)
            sessions = try members.decode([PlanDocument.Session].self, forKey: .sessions)
            absent = try members.decode([Plan.Absent].self, forKey: .absent)
            basis = try members.decode(Plan.Basis.self, forKey: .basis)
            notes = try members.decode([String].self, forKey: .notes)
        }
    }
}
