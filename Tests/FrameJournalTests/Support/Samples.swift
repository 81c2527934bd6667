import FoundationEssentials

@testable import FrameJournal
@testable import FrameOperations

extension Date {
    static let sample = Date(timeIntervalSince1970: 1_700_000_000.25)
}

extension RunEvent {
    /// An event that says something.
    static func saying(_ words: String, _ sequence: Int) -> RunEvent {
        RunEvent(sequence: sequence, time: .sample, fact: .throttled(Throttled(seconds: 1, detail: words)))
    }

    static func numbered(_ sequence: Int) -> RunEvent { .saying("event \(sequence)", sequence) }

    /// What these tests take for the end of a run.
    static func ending(_ sequence: Int) -> RunEvent { .saying("the end", sequence) }

    var words: String? {
        if case .throttled(let pause) = fact { pause.detail } else { nil }
    }
}

extension ClaimSubject {
    static func account(_ account: String) -> ClaimSubject {
        ClaimSubject(account: account, apiURL: "https://api.console.nutanix.com/v1")
    }
}

extension ClaimHolder {
    static let sample = ClaimHolder(pid: 4711, host: "host", user: "user")
}

extension RunTerms {
    static func sample(
        _ holder: ClaimHolder = .sample,
        reserving bytes: Int = 0,
        redact: @escaping @Sendable (String) -> String = { $0 }
    ) -> RunTerms {
        RunTerms(holder: holder, reserve: bytes, time: .sample, isEnded: { $0.words == "the end" }, redact: redact)
    }
}

extension Journal {
    func begin(
        _ run: String,
        _ account: String = "a",
        reserving bytes: Int = 0,
        redact: @escaping @Sendable (String) -> String = { $0 }
    ) async throws(JournalError) -> RunWriter {
        try await writer(.sample(reserving: bytes, redact: redact)) { try $0.begin(run, .account(account), in: $1) }
    }

    func resume(_ run: String, reserving bytes: Int = 0) async throws(JournalError) -> RunWriter {
        let end = try await follow(run, into: 0) { (_, _) throws(JournalError) in }.end
        let holder = ClaimHolder(pid: 4712, host: "other", user: "user")
        return try await writer(.sample(holder, reserving: bytes), after: end) { try $0.resume(run, in: $1) }
    }

    /// A run that has ended with a number of events.
    func add(_ run: String, _ account: String = "a", events: Int) async throws {
        let writer = try await begin(run, account)
        for sequence in 1..<max(events, 1) { writer.enqueue(.numbered(sequence)) }
        if events > 0 { try await writer.record(.ending(events)) }
        await writer.end()
    }

    func events(of run: String) async throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        try await forEachEvent(of: run) { events.append($0) }
        return events
    }
}

extension RunWriter {
    func record(_ event: RunEvent) async throws(OperationsError) {
        enqueue(event)
        try await makeDurable(through: event.sequence)
    }
}

/// The journal's error of something that has to fail.
func failure<Value>(_ body: () async throws -> Value) async -> JournalError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? JournalError
    }
}

extension OperationsError {
    /// Why the log could not be written.
    var journalFailure: JournalFailure? {
        if case .journalFailed(let failure) = self { failure } else { nil }
    }
}

extension OperationsError.JournalFailure {
    /// What the journal says that is to be done, if it is something of its own.
    var remedyWords: String { if case .other(let words) = remedy { words } else { "" } }
}
