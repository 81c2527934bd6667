import FrameOperations
import Testing

@testable import FrameJournal

@Suite("Reading a run again")
struct AuditBudgetTests {
    private var budget = AuditBudget()

    @Test("is done at once after quiet, however long the run is", arguments: [10, 100_000])
    mutating func quiet(events: Int) {
        for _ in 0..<events / 10 { budget.earn(byWriting: 10) }
        let isRead = budget.spend(events)
        #expect(isRead)
        #expect(!budget.isDue)
    }

    @Test("costs a multiple of what is written while another run writes all the time, and is due at the end")
    mutating func contended() {
        var (count, read) = (0, 0)
        for _ in 0..<5_000 {
            count += 10
            budget.earn(byWriting: 10)
            if budget.spend(count) { read += count }
        }
        #expect(read > 0)
        #expect(read <= 2 * count + 100 * 5_000)
        budget.earn(byWriting: 1)
        let isRead = budget.spend(count + 1)
        #expect(budget.isDue == !isRead)
    }
}
