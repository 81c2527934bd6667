/// An account while the simulator runs.
struct AccountState {
    let id: String
    let name: String
    let organizationID: String
    let active: Bool
    let created: Moment
    var pools: [PoolState] = []
    var sessions = SessionTable()
    var tasks: [PublishTaskState] = []
    var firstDelete: Moment?

    init(_ account: ScenarioAccount, created: Moment) {
        id = account.id
        name = account.name
        organizationID = account.organizationID
        active = account.active
        self.created = created
    }

    func lastPublish(at now: Moment, _ seconds: PublishSeconds) -> Moment? {
        tasks.map { $0.finished(seconds) }.filter { $0 <= now }.max()
    }

    /// The detailed form has the fields that only the endpoint of one account shows.
    func write(to writer: inout JSONWriter, now: Moment, publish: PublishSeconds, detailed: Bool) {
        writer.object {
            $0.field("id", id)
            $0.field("name", name)
            $0.field("active", active)
            $0.field("description", "")
            $0.field("website", nil)
            $0.field("organization_id", organizationID)
            $0.field("url_slug", name.slug)
            $0.field("last_publish", lastPublish(at: now, publish)?.timestamp(zulu: true))
            guard detailed else { return }
            $0.field("inserted_at", created.timestamp(zulu: false))
            $0.field("kind", "frame")
            $0.field("notes", nil)
        }
    }
}

extension String {
    /// Lowercase ASCII letters and digits with single hyphens between.
    var slug: String {
        lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
    }
}
