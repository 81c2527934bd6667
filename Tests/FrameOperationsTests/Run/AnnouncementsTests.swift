import FrameAPI
import Testing

@testable import FrameOperations

@Suite("What is announced ahead")
struct AnnouncementsTests {
    private static let targets = (1...1_000).map { SessionID("s\($0)") }

    /// Announces what is due; says how many that are, or `nil` when something else is.
    private func announce(_ announcements: Announcements) -> Int? {
        guard let sessions = take(announcements) else { return nil }
        announcements.announced(sessions.map { Closing(session: $0, attempt: 1) })
        return sessions.count
    }

    private func take(_ announcements: Announcements) -> [SessionID]? {
        if case .announce(let sessions) = announcements.next() { sessions } else { nil }
    }

    private func sends(_ announcements: Announcements) -> SessionID? {
        if case .send(let closing) = announcements.next() { closing.session } else { nil }
    }

    private func waits(_ announcements: Announcements) -> Bool {
        if case .wait = announcements.next() { true } else { false }
    }

    @Test("is as much as may be under way, and once more of that while it is sent")
    func pace() {
        let announcements = Announcements(Self.targets, batch: 4)
        #expect(announce(announcements) == 4)
        #expect(sends(announcements) == "s1")
        for _ in 0..<10 {
            #expect(announce(announcements) == 4)
            for _ in 0..<4 { #expect(sends(announcements) != nil) }
        }
    }

    @Test("does not grow because the first is waited for")
    func first() {
        let announcements = Announcements(Self.targets, batch: 4)
        let first = take(announcements)
        #expect(waits(announcements))
        announcements.announced((first ?? []).map { Closing(session: $0, attempt: 1) })
        #expect(sends(announcements) != nil)
        #expect(announce(announcements) == 4)
    }

    @Test("grows where sending is faster than announcing, up to four times as much")
    func growth() {
        let announcements = Announcements(Self.targets, batch: 4)
        #expect(announce(announcements) == 4)
        var batches: [Int] = []
        for _ in 0..<6 {
            var announced: [SessionID]?
            while announced == nil { announced = take(announcements) }
            while sends(announcements) != nil {}
            batches.append(announced?.count ?? 0)
            announcements.announced((announced ?? []).map { Closing(session: $0, attempt: 1) })
        }
        #expect(batches == [4, 8, 16, 16, 16, 16])
    }

    @Test("is each target once, in order, and then nothing")
    func all() {
        let announcements = Announcements(Array(Self.targets.prefix(10)), batch: 4)
        var sent: [SessionID] = []
        var isDone = false
        while !isDone {
            switch announcements.next() {
            case .send(let closing): sent.append(closing.session)
            case .announce(let sessions):
                announcements.announced(sessions.map { Closing(session: $0, attempt: 1) })
            case .wait: Issue.record("nobody else is announcing")
            case .done: isDone = true
            }
        }
        #expect(sent == Array(Self.targets.prefix(10)))
    }
}
