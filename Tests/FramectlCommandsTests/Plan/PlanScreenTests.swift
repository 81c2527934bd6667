import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

@Suite("A plan on a screen")
struct PlanScreenTests {
    private static let screen = TerminalSize(columns: 80, rows: 24)

    /// A plan of some production pools, the later the fuller, and of some of another kind without sessions.
    private func plan(pools: Int, others: Int = 0, criteria: SelectionCriteria = SelectionCriteria()) throws -> Plan {
        let ids = (1...pools).map { PoolID("a0000000-0000-4000-8000-\(100_000_000_000 + $0)") }
        return try Plan(
            subject: PlanSubject(
                account: "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7",
                accountName: "Contoso Training and Events, European Headquarters",
                apiURL: "https://api.console.nutanix.com/v1",
                clientID: "client.img.frame.nutanix.com"
            ),
            snapshot: Snapshot(
                pools: ids.enumerated().map { Pool(id: $1, kind: "production", name: "Room \($0 + 1)") }
                    + (0..<others).map { Pool(id: PoolID("utility-\($0)"), kind: "utility", name: "Utility \($0)") },
                sessions: ids.enumerated().flatMap { number, pool in
                    (0...number).map { ActiveSession(id: SessionID("s\(number)-\($0)"), poolID: pool) }
                },
                takenAt: Date(timeIntervalSince1970: 1_700_000_000)
            ),
            criteria: criteria
        )
    }

    private func lines(_ text: String) -> [String] { text.parts(between: "\n") }

    @Test("fits its width; in a pipe it is whole", arguments: [30, 40, 80, 200])
    func width(columns: Int) throws {
        let text = PlanText(try plan(pools: 3, others: 2))
        let screen = TerminalSize(columns: columns, rows: 24)
        for line in lines(text.forPeople(.plain, on: screen)) {
            // An address is one word.
            #expect(ColumnWidth.of(line) <= columns || !line.contains(" "), "\(line)")
        }
        let whole = text.forPeople(.plain)
        #expect(whole.contains("Headquarters  1f86e290-8cd2-4950-9c5a-9d3f7ed332e7\n"))
        #expect(whole.contains("Room 3     production      3     0  a0000000-0000-4000-8000-100000000003\n"))
        #expect(whole.contains("Utility 1  utility         0     0  utility-1\n"))
    }

    @Test("tells of pools out of scope without sessions in one line")
    func empty() throws {
        let other = PlanText(try plan(pools: 1, others: 12)).forPeople(.plain, on: Self.screen)
        #expect(other.contains("\nand 12 pools of other kinds without sessions\n"))
        #expect(!other.contains("Utility"))
        let one = PlanText(try plan(pools: 1, others: 1)).forPeople(.plain, on: Self.screen)
        #expect(one.contains("\nUtility 0 "))
    }

    @Test("that is lower than the plan is long shows the fullest pools, and what is left out of them in numbers")
    func height() throws {
        let excerpt = PlanText.Excerpted(rows: 20, command: "framectl plan")
        let text = PlanText(try plan(pools: 40, others: 12)).forPeople(.plain, on: Self.screen, excerpt: excerpt)
        let lines = lines(text).dropLast()
        #expect(lines.count == 20)
        #expect(lines.first == "Contoso Training and Events, European Headquarters")
        #expect(lines.contains { $0.hasPrefix("Room 40 ") } && !lines.contains { $0.hasPrefix("Room 1 ") })
        let shown = lines.filter { $0.hasPrefix("Room ") }.count
        let hidden = (1...(40 - shown)).reduce(0, +)
        #expect(
            lines.contains("… and \(40 - shown) more pools (close \(hidden), skip 0); framectl plan shows all"),
            "\(text)"
        )
        #expect(lines.contains("and 12 pools of other kinds without sessions"))
        #expect(lines.last == "820 sessions in 40 pools will be closed. Unsaved work in them will be lost.")
    }

    @Test("that is high enough shows every pool")
    func highEnough() throws {
        let excerpt = PlanText.Excerpted(rows: 12, command: "framectl plan")
        let text = PlanText(try plan(pools: 7)).forPeople(.plain, on: Self.screen, excerpt: excerpt)
        #expect(lines(text).count { $0.hasPrefix("Room ") } == 5)
        let higher = PlanText.Excerpted(rows: 13, command: "framectl plan")
        let all = PlanText(try plan(pools: 7)).forPeople(.plain, on: Self.screen, excerpt: higher)
        #expect(lines(all).count { $0.hasPrefix("Room ") } == 7 && !all.contains("more pools"))
    }
}
