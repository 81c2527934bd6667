import FrameAPI

/// What stays on the screen of a run's view: what became of each pool, whose they are, which run it was, and how long it took.
struct RunSummary {
    private static let longest = 20

    let moment: RunMoment
    let title: String

    var text: String { table + "\(Excerpt.of(title, limit: 200)), \(moment.elapsed.brief)\n" }

    private var table: String {
        let numbers: [(String, (RunTally.Pool) -> Int)] =
            [("CLOSED", { $0.closed })]
            + (moment.all.alreadyGone > 0 ? [("ALREADY GONE", { $0.alreadyGone })] : [])
            + [("LEFT", { $0.left }), ("FAILED", { $0.failed })]
        var table = TextTable([("POOL", .left)] + numbers.map { ($0.0, .right) })
        let (shown, rest) = moment.pools(fitting: Self.longest)
        let sum = moment.pools.count > 1 ? [moment.all] : []
        for pool in shown + (rest.map { [$0] } ?? []) + sum {
            table.add([pool.name] + numbers.map { String($0.1(pool)) })
        }
        return table.text
    }
}
