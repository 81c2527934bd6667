import FoundationEssentials

@testable import FrameAPI
@testable import FrameOperations

extension Pool {
    static let production = Pool(id: "prod", kind: "production", name: "Classroom")
    static let sandbox = Pool(id: "sandbox", kind: "sandbox", name: "Golden Image")
}

extension ActiveSession {
    static func numbered(_ number: Int, in pool: PoolID? = "prod") -> ActiveSession {
        ActiveSession(id: .numbered(number), poolID: pool)
    }
}

extension SessionID {
    /// The id of a sample session: `s001` and so on.
    static func numbered(_ number: Int) -> SessionID {
        let digits = String(number)
        return SessionID("s" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits)
    }
}

extension PlanSubject {
    static let contoso = PlanSubject.named("Contoso Training")

    static func named(_ name: String?) -> PlanSubject {
        PlanSubject(
            account: "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7",
            accountName: name,
            apiURL: "https://api.console.nutanix.com/v1",
            clientID: "client.img.frame.nutanix.com"
        )
    }
}

extension Snapshot {
    static func of(_ pools: [Pool], _ sessions: [ActiveSession]) -> Snapshot {
        Snapshot(pools: pools, sessions: sessions, takenAt: Date(timeIntervalSince1970: 1_700_000_000))
    }
}

extension Plan {
    /// The plan of a number of production sessions, among others that are spared.
    static func of(_ count: Int, sparing spared: Int = 0, account: String? = "Contoso Training") throws -> Plan {
        let targets = (0..<count).map { ActiveSession.numbered($0 + 1) }
        let others = (0..<spared).map { ActiveSession.numbered(count + $0 + 1, in: "sandbox") }
        return try Plan(
            subject: .named(account),
            snapshot: .of([.production, .sandbox], targets + others),
            criteria: SelectionCriteria()
        )
    }
}

extension FrameAPIError {
    /// An error as the client would throw it.
    static func scripted(
        _ code: Code,
        status: Int? = nil,
        mayHaveActed: Bool = false,
        retryAfter: Duration? = nil
    ) -> FrameAPIError {
        FrameAPIError(
            code,
            detail: "scripted \(code.rawValue)",
            remedy: "Mend the script",
            status: status,
            mayHaveActed: mayHaveActed,
            retryAfter: retryAfter
        )
    }
}
