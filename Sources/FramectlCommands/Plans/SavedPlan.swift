import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameSettings

/// A plan that was read from its file, complete and unaltered.
struct SavedPlan: Sendable {
    /// The plan.
    let plan: Plan
    /// How long it can be applied.
    let expiresAt: Date
    /// The digest that its file ends with.
    let digest: PlanDigest

    /// The maximum validity of a plan, in seconds.
    private static let longestValidity = 7 * 86_400.0
    /// How far the clock of the machine that saved it may be ahead of this one's, in seconds.
    private static let skew = 3_600.0

    /// Whether it has expired.
    func isExpired(at moment: Date) -> Bool { moment >= expiresAt }

    /// Refuses a plan that has expired, or whose times are impossible.
    func checkValidity(at moment: Date) throws(CommandError) {
        try checkTimes(at: moment)
        guard isExpired(at: moment) else { return }
        throw CommandError(
            .planExpired,
            detail: "the plan of \(plan.takenAt.formatted(.iso8601)) expired at \(expiresAt.formatted(.iso8601))",
            remedy: "Make a new one with framectl plan -o; --valid-for says for how long, at most 7 days"
        )
    }

    /// Refuses a plan with impossible times.
    func checkTimes(at moment: Date) throws(CommandError) {
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
    }

    /// Refuses a plan with another digest than the approved one.
    func checkDigest(_ approved: PlanDigest) throws(CommandError) {
        guard digest != approved else { return }
        throw CommandError(
            .planOtherDigest,
            detail: "the plan has the digest \(digest.text), expected \(approved.text) (--digest)",
            remedy: "Carry out the plan that was approved, or have this one approved; nothing was sent"
        )
    }

    /// Refuses a plan of another account, service or credential than the settings name. Where they name no account, the plan's is used. A
    /// named credential may have been replaced since: the plan did not show the sessions that its new client id may see and close.
    func checkOrigin(
        account: AccountID?,
        apiURL: String,
        clientID: String,
        credential: CredentialName? = nil
    ) throws(CommandError) {
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
        if let credential, differing.flag == "--client-id" {
            throw CommandError(
                .planForeign,
                detail: "the plan is of the client id \(differing.planned), and credential \(credential.text) has "
                    + "\(differing.set): it was replaced, or is another one",
                remedy: "Make a new plan with framectl plan -o; nothing was sent"
            )
        }
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
            guard let id = session.id, let pool = session.poolID else {
                throw Contradiction(words: "it closes a session without an id or a pool")
            }
            return Plan.Target(id: SessionID(id), poolID: PoolID(pool))
        }
        let skipped = saved.sessions.compactMap { session in
            session.reason.map {
                Plan.Skipped(
                    id: session.id.map { SessionID($0) },
                    poolID: session.poolID.map { PoolID($0) },
                    reason: $0
                )
            }
        }
        plan = Plan(
            subject: saved.subject,
            takenAt: try Self.moment(saved.listedAt),
            selection: Selection(saved.scope),
            targets: targets,
            skipped: skipped,
            absent: saved.absent,
            basis: saved.basis,
            notes: saved.notes
        )
        expiresAt = try Self.moment(saved.expiresAt)
        self.digest = digest
        try checkSessions()
    }

    /// Reads a time in the only written form, with a year of four digits, because not every program reads other forms.
    private static func moment(_ text: String) throws -> Date {
        let date = try Date(text, strategy: RunEvent.timeFormat)
        guard date.millisecondText == text,
            text.utf8.count == "2023-11-14T22:13:20.000Z".utf8.count
        else {
            throw Contradiction(words: "it holds the time “\(Excerpt.of(text, limit: 40))”")
        }
        return date
    }

    /// The sessions of a plan have to agree with its scope.
    private func checkSessions() throws(Contradiction) {
        var ids: Set<SessionID> = []
        for id in plan.targets.map(\.id) + plan.skipped.compactMap(\.id) where !ids.insert(id).inserted {
            throw Contradiction(words: "it lists the session “\(Excerpt.of(id.value, limit: 120))” twice")
        }
        for target in plan.targets {
            switch plan.selection.verdict(for: ActiveSession(id: target.id, poolID: target.poolID)) {
            // Users are not stored in a plan: when it was made, it was checked that theirs are not protected.
            case .close: continue
            case .skip(let reason) where reason.code == .userNotSent: continue
            case .skip:
                throw Contradiction(words: "it closes “\(Excerpt.of(target.id.value, limit: 120))” out of its scope")
            }
        }
        guard plan.basis.unreadable >= 0 else { throw Contradiction(words: "it counts fewer than no rows") }
        let missing = Set(plan.selection.scope.onlySessions ?? []).subtracting(ids).sorted()
        guard plan.absent.map(\.session) == missing, !plan.absent.contains(where: \.wasListed) else {
            throw Contradiction(words: "its absent sessions are not the ones that were named and are not listed")
        }
    }

    /// Parts of the document contradict each other.
    struct Contradiction: Error {
        /// The parts, as the end of a sentence that names the file.
        let words: String
    }

    /// The members that make a plan. The others repeat them for readers, and are compared byte for byte.
    private struct Content: Decodable {
        let subject: PlanSubject
        let listedAt: String
        let expiresAt: String
        let scope: Scope
        let sessions: [PlanDocument.Session]
        let absent: [Plan.Absent]
        let basis: Plan.Basis
        let notes: [PlanNote]

        private enum Key: String, CodingKey {
            case scope, sessions, absent, basis, notes
            case listedAt = "listed_at"
            case expiresAt = "expires_at"
        }

        init(from decoder: any Decoder) throws {
            subject = try PlanSubject(from: decoder)
            let members = try decoder.container(keyedBy: Key.self)
            listedAt = try members.decode(String.self, forKey: .listedAt)
            expiresAt = try members.decode(String.self, forKey: .expiresAt)
            scope = try members.decode(Scope.self, forKey: .scope)
            sessions = try members.decode([PlanDocument.Session].self, forKey: .sessions)
            absent = try members.decode([Plan.Absent].self, forKey: .absent)
            basis = try members.decode(Plan.Basis.self, forKey: .basis)
            notes = try members.decode([PlanNote].self, forKey: .notes)
        }
    }
}
