import FoundationEssentials
import FrameAPI
import FrameOperations

/// `framectl.plan/1`, the JSON form of a plan, without its list of sessions and its digest. Described in docs/output.md.
struct PlanDocument: Encodable {
    struct Pool: Encodable {
        let id: String
        let name: String?
        let kind: String?
        let selected: Bool
        let close: Int
        let skip: Int
    }

    struct Session: Codable {
        let id: String?
        let poolID: String?
        let verdict: String
        let reason: SkipReason?

        private enum Key: String, CodingKey {
            case id, verdict, reason
            case poolID = "pool_id"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(id, forKey: .id)
            try container.encodeIfPresent(poolID, forKey: .poolID)
            try container.encode(verdict, forKey: .verdict)
            try reason?.encode(to: encoder)
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            id = try container.decodeIfPresent(String.self, forKey: .id)
            poolID = try container.decodeIfPresent(String.self, forKey: .poolID)
            verdict = try container.decode(String.self, forKey: .verdict)
            reason = verdict == "close" ? nil : try SkipReason(from: decoder)
        }

        /// The n-th session of a plan, in which the sessions to close come first.
        init(at index: Int, in plan: Plan) {
            if index < plan.targets.count {
                let target = plan.targets[index]
                (id, poolID, verdict, reason) = (target.id.value, target.poolID.value, "close", nil)
            } else {
                let skipped = plan.skipped[index - plan.targets.count]
                (id, poolID, verdict) = (skipped.id?.value, skipped.poolID?.value, "skip")
                reason = skipped.reason
            }
        }

        var isTarget: Bool { verdict == "close" }
    }

    struct Totals: Encodable {
        let listed: Int
        let close: Int
        let skip: Int
    }

    /// The name and version of the document.
    static let form = "framectl.plan/1"

    let schema = form
    let account: String
    let accountName: String?
    let apiURL: String
    let clientID: String
    let listedAt: String
    let expiresAt: String
    let scope: Scope
    let basis: Plan.Basis
    let kinds: [String]
    let totals: Totals
    let pools: [Pool]
    let absent: [Plan.Absent]
    let notes: [PlanNote]
    let confirm: String

    enum CodingKeys: String, CodingKey {
        case schema, account, kinds, totals, pools, absent, notes, confirm, scope, basis
        case accountName = "account_name"
        case apiURL = "api_url"
        case clientID = "client_id"
        case listedAt = "listed_at"
        case expiresAt = "expires_at"
    }

    init(_ plan: Plan, expiresAt: Date) {
        account = plan.subject.account.value
        accountName = plan.subject.accountName
        apiURL = plan.subject.apiURL
        clientID = plan.subject.clientID
        self.expiresAt = expiresAt.millisecondText
        scope = plan.selection.scope
        basis = plan.basis
        listedAt = plan.takenAt.millisecondText
        self.kinds = plan.selection.kinds
        totals = Totals(listed: plan.listedCount, close: plan.targets.count, skip: plan.skipped.count)
        // As in the scope: a pool about which the listing contradicts itself has no kind.
        let kinds = Dictionary(uniqueKeysWithValues: scope.pools.map { ($0.id, $0.kind) })
        pools = plan.pools.compactMap { row in
            row.pool.id.map { id in
                Pool(
                    id: id.value,
                    name: row.pool.name,
                    kind: kinds[id] ?? nil,
                    selected: row.isSelected,
                    close: row.closing,
                    skip: row.leaving
                )
            }
        }
        absent = plan.absent
        notes = plan.notes
        confirm = ConsentPhrase(for: plan).short
    }
}
