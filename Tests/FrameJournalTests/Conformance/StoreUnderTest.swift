import FrameOperations
import Testing

@testable import FrameJournal

/// A store of runs that has to pass the conformance tests. Another one is another case.
enum StoreUnderTest: String, CaseIterable, CustomTestStringConvertible {
    case sqlite

    var testDescription: String { rawValue }

    /// Runs a test on an empty store, which can be opened more than once, as several processes do.
    func with(_ body: (_ open: @Sendable () async throws -> any RunStore) async throws -> Void) async throws {
        switch self {
        case .sqlite:
            try await Folder.with { folder in
                let path = folder.journal
                try await body { try await Journal.open(at: path) }
            }
        }
    }
}

extension RunStore {
    /// A run that is alive.
    func started(_ run: String, _ account: String = "a") async throws -> any RunLogWriter {
        try await begin(run, on: .account(account), .sample())
    }

    /// A run that has ended with a number of events.
    func addRun(_ run: String, _ account: String = "a", events: Int) async throws {
        let writer = try await started(run, account)
        for sequence in 1..<max(events, 1) { writer.enqueue(.numbered(sequence)) }
        if events > 0 {
            writer.enqueue(.ending(events))
            try await writer.makeDurable(through: events)
        }
        await writer.end()
    }

    /// What the events of a run say, and how far it was followed.
    func said(_ run: String) async throws -> (value: [String], end: LogEnd) {
        try await follow(run, into: []) { (said, event) throws(JournalError) in
            said.append(try event.event().words ?? "")
        }
    }

    func resumed(_ run: String, after end: LogEnd) async throws -> any RunLogWriter {
        try await resume(run, after: end, .sample(ClaimHolder(pid: 4712, host: "other", user: "user")))
    }
}
