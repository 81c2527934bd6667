import FoundationEssentials
import FrameAPI
import FrameOperations

/// `framectl.plan/1`, the JSON form of a plan. Described in docs/output.md.
struct PlanDocument: Encodable {
    struct Pool: Encodable {
        let id: String
        let name: String?
        let kind: String?
        let selected: Bool
        let close: Int
        let skip: Int
    }

    struct Session: Encodable {
        let id: String?
        let poolID: String?
        let verdict: String
        let reason: String?

        enum CodingKeys: String, CodingKey {
            case id, verdict, reason
            case poolID = "pool_id"
        }
    }

    struct Totals: Encodable {
        let listed: Int
        let close: Int
        let skip: Int
    }

    let schema = "framectl.plan/1"
    let account: String
    let accountName: String?
    let apiURL: String
    let listedAt: String
    let kinds: [String]
    let totals: Totals
    let pools: [Pool]
    let sessions: [Session]
    let absent: [String]
    let notes: [String]
    let confirm: String

    enum CodingKeys: String, CodingKey {
        case schema, account, kinds, totals, pools, sessions, absent, notes, confirm
        case accountName = "account_name"
        case apiURL = "api_url"
        case listedAt = "listed_at"
    }

    init(_ plan: Plan) {
        account = plan.subject.account.value
        accountName = plan.subject.accountName
        apiURL = plan.subject.apiURL
        listedAt = plan.takenAt.formatted(RunEvent.timeFormat)
        kinds = plan.criteria.kinds
        totals = Totals(listed: plan.listedCount, close: plan.targets.count, skip: plan.skipped.count)
        let selected = Set(plan.pools.compactMap(\.id))
        let targets = Dictionary(grouping: plan.targets, by: \.poolID).mapValues(\.count)
        let skipped = Dictionary(grouping: plan.skipped, by: \.poolID).mapValues(\.count)
        pools = plan.directory.pools.compactMap { pool in
            pool.id.map { id in
                Pool(
                    id: id.value,
                    name: pool.name,
                    kind: pool.kind,
                    selected: selected.contains(id),
                    close: targets[id] ?? 0,
                    skip: skipped[id] ?? 0
                )
            }
        }
        sessions =
            plan.targets.map { Session(id: $0.id.value, poolID: $0.poolID.value, verdict: "close", reason: nil) }
            + plan.skipped.map {
                Session(id: $0.id?.value, poolID: $0.poolID?.value, verdict: "skip", reason: $0.reason.words)
            }
        absent = plan.absent.map(\.value)
        notes = plan.notes
        confirm = ConsentPhrase(for: plan).short
    }
}
