package import FrameOperations
import Synchronization

/// The events of a run, from any number to the end: replayed from the journal, and then followed.
///
/// Any number of subscribers can come and go. Each reads at its own pace from the journal, so that none delays the run or fills the memory.
/// A subscriber receives only durable events.
package final class EventFeed: Sendable {
    private struct State {
        var durable = 0
        var isEnded = false
        /// Triggered by the next change.
        var change = StopSwitch()
    }

    private let run: String
    private let journal: any RunStore
    private let state = Mutex(State())

    init(of run: String, in journal: any RunStore) {
        self.run = run
        self.journal = journal
    }

    /// The events after one, in order; the sequence ends when the run has, or when the task is cancelled.
    ///
    /// - Parameter sequence: The number of the last known event; 0 for all.
    /// - Returns: A subscription of its own.
    package func events(after sequence: Int = 0) -> Events { Events(feed: self, last: sequence) }

    /// All events up to this one are durable.
    func advance(to sequence: Int) { change { $0.durable = max($0.durable, sequence) } }

    /// There are no further events.
    func end() { change { $0.isEnded = true } }

    private func change(_ body: (inout State) -> Void) {
        let change = state.withLock { state in
            body(&state)
            defer { state.change = StopSwitch() }
            return state.change
        }
        change.stop()
    }

    /// A subscription.
    package struct Events: AsyncSequence, AsyncIteratorProtocol {
        private let feed: EventFeed
        private var last: Int
        private var page: ArraySlice<StoredEvent> = []

        fileprivate init(feed: EventFeed, last: Int) {
            self.feed = feed
            self.last = last
        }

        package func makeAsyncIterator() -> Events { self }

        /// The next event.
        ///
        /// - Throws: ``JournalError``.
        package mutating func next() async throws -> StoredEvent? {
            while !Task.isCancelled {
                if let event = page.popFirst() {
                    last = event.sequence
                    return event
                }
                let (durable, isEnded, change) = feed.state.withLock { ($0.durable, $0.isEnded, $0.change) }
                if isEnded || last < durable {
                    page = try await feed.journal.events(of: feed.run, after: last)[...]
                    if isEnded, page.isEmpty { return nil }
                } else {
                    await change.thrown()
                }
            }
            return nil
        }
    }
}
