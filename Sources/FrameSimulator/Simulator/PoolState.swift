/// A pool while the simulator runs.
struct PoolState {
    let name: String
    let kind: ScalarValue
    let externalID: ScalarValue
    let minServers: Int
    let bufferServers: Int
    let maxServers: Int
    var arrivals: ArrivalSchedule?
    /// Instances that serve a session, including closing ones.
    var occupied = 0

    init(_ pool: ScenarioPool, copy: Int, externalID: ScalarValue, arrivals: ArrivalSchedule?) {
        name = pool.copies > 1 ? "\(pool.name) \(copy + 1)" : pool.name
        kind = pool.kind
        self.externalID = externalID
        minServers = pool.minServers
        bufferServers = pool.bufferServers
        maxServers = pool.maxServers
        self.arrivals = arrivals
    }

    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("external_id", externalID)
            $0.field("name", name)
            $0.field("kind", kind)
            $0.field("min_servers", minServers)
            $0.field("buffer_servers", bufferServers)
            $0.field("max_servers", maxServers)
            $0.field("description", nil)
        }
    }
}
