import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameJournal
import FrameOperations
import FrameWorkflows
import Synchronization

/// A workplace with a journal of its own, and a front end that says what it is told to.
struct Office {
    let journal: any RunStore
    private let room: Room

    static func with<Value>(_ room: Room, _ body: (Office) async throws -> Value) async throws -> Value {
        let path = FileManager.default.temporaryDirectory.path() + "framectl-workflow-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(Office(journal: try await Journal.open(at: path + "/journal.sqlite"), room: room))
    }

    /// A workplace; each has a client of its own, as another process would.
    func workplace(
        account: AccountID = AccountID("1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"),
        interruption: StopSwitch = StopSwitch(),
        protections: Protections = Protections()
    ) throws -> Workplace {
        let pacer = Pacer(RunSettings(), time: .system, random: .system)
        let client = FrameClient(
            baseURL: try BaseURL(parsing: "https://api.example.com/v1"),
            credentials: try Credentials(clientID: "client", clientSecret: Secret("0123456789abcdef")),
            transport: room,
            pacing: pacer,
            time: .system,
            random: .system
        )
        return Workplace(
            account: ServiceAccount(
                id: account,
                reader: client.reader,
                acting: { client },
                protections: protections,
                pacer: pacer,
                executor: nil
            ),
            journal: journal,
            origin: Origin(user: "admin", host: "desk", pid: 4_711, version: "0.1.0"),
            redact: { $0 },
            time: .system,
            random: .system,
            interruption: interruption
        )
    }
}

/// A front end without a screen: answers each plan in one way, and keeps what it is told.
final class ScriptedFrontEnd: FrontEnd {
    private let answer: @Sendable (Plan) -> ConsentAnswer
    private let kept = Mutex<(plans: [Int], notices: [WorkflowNotice], events: Int)>(([], [], 0))

    init(_ answer: @escaping @Sendable (Plan) -> ConsentAnswer = { .typed(ConsentPhrase(for: $0).full) }) {
        self.answer = answer
    }

    /// How many sessions each plan that was shown would close.
    var plans: [Int] { kept.withLock { $0.plans } }
    var notices: [WorkflowNotice] { kept.withLock { $0.notices } }
    var eventCount: Int { kept.withLock { $0.events } }

    func show(_ plan: Plan) { kept.withLock { $0.plans.append(plan.targets.count) } }
    func answer(to plan: Plan) async throws -> ConsentAnswer { answer(plan) }
    func note(_ notice: WorkflowNotice) { kept.withLock { $0.notices.append(notice) } }
    func observe(_ event: RunEvent, _ progress: RunProgress) { kept.withLock { $0.events += 1 } }
}
