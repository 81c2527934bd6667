import FoundationEssentials

@testable import FramectlCommands

extension Display {
    static let unicode = Display(isLive: true, isUnicode: true, style: Style(isOn: false))
    static let ascii = Display(isLive: true, isUnicode: false, style: Style(isOn: false))
    static let coloured = Display(isLive: true, isUnicode: true, style: Style(isOn: true))
}

extension PoolRow {
    static func sample(
        _ name: String,
        _ targets: Int,
        closed: Int = 0,
        alreadyGone: Int = 0,
        answered: Int = 0,
        failed: Int = 0
    ) -> PoolRow {
        var pool = PoolRow(name: name)
        (pool.targets, pool.closed, pool.alreadyGone) = (targets, closed, alreadyGone)
        (pool.answered, pool.failed) = (answered, failed)
        return pool
    }
}

extension RunMoment {
    /// A trade show in the middle of its close.
    static let closing = RunMoment(
        pools: [
            .sample("Hall A, demo stations", 24, closed: 24),
            .sample("Hall B, hands-on lab", 19, closed: 8, answered: 5),
            .sample("Theatre", 9, closed: 1, answered: 2, failed: 1), .sample("Reception kiosks", 1_106, answered: 250),
        ],
        newcomers: 2,
        elapsed: .seconds(12),
        rate: 48.3,
        timeLeft: .seconds(78),
        activity: .closing(keptTo: 48.8)
    )

    /// An account of so many pools, the later the larger.
    static func of(pools count: Int, sessions: Int) -> RunMoment {
        let pools = (1...count).map { number in
            PoolRow.sample("Room \(number)", sessions * number, closed: number, answered: sessions / 2)
        }
        return RunMoment(
            pools: pools,
            elapsed: .seconds(3_725),
            rate: 612.2,
            timeLeft: .seconds(160),
            activity: .closing(keptTo: nil)
        )
    }

    static func doing(_ activity: Activity) -> RunMoment {
        RunMoment(pools: [.sample("Theatre", 9, closed: 2, answered: 7)], elapsed: .seconds(65), activity: activity)
    }
}

extension LiveFrame {
    /// What stands on the screen.
    func text(columns: Int, rows: Int = 24) -> String {
        lines(in: TerminalSize(columns: columns, rows: rows)).map { $0.text + "\n" }.joined()
    }
}
