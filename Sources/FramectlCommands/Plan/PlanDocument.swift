import FoundationEssentials
import FrameAPI
import FrameOperations

/// `framectl.plan/1`, the JSON form of a plan, but for its list of sessions. Described in docs/output.md.
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

        /// Every session of a plan: those to close, then those left alone.
        static func all(in plan: Plan) -> [Session] {
            let targets = plan.targets.map {
                Session(id: $0.id.value, poolID: $0.poolID.value, verdict: "close", reason: nil)
            }
            let skipped = plan.skipped.map {
                Session(id: $0.id?.value, poolID: $0.poolID?.value, verdict: "skip", reason: $0.reason.words)
            }
            return targets + skipped
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
    let absent: [String]
    let notes: [String]
    let confirm: String

    enum CodingKeys: String, CodingKey {
        case schema, account, kinds, totals, pools, absent, notes, confirm
        case accountName = "account_name"
        case apiURL = "api_url"
        case listedAt = "listed_at"
    }

    init(_ plan: Plan) {
        account = plan.subject.account.value
        accountName = plan.subject.accountName
        apiURL = plan.subject.apiURL
        listedAt = plan.takenAt.formatted(RunEvent.timeFormat)
        kinds = plan.selection.kinds
        totals = Totals(listed: plan.listedCount, close: plan.targets.count, skip: plan.skipped.count)
        pools = plan.pools.compactMap { row in
            row.pool.id.map { id in
                Pool(
                    id: id.value,
                    name: row.pool.name,
                    kind: row.pool.kind,
                    selected: row.isSelected,
                    close: row.closing,
                    skip: row.leaving
                )
            }
        }
        absent = plan.absent.map(\.value)
        notes = plan.notes
        confirm = ConsentPhrase(for: plan).short
    }
}
