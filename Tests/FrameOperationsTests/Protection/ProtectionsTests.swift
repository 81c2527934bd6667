import DeterministicTesting
import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("Protections")
struct ProtectionsTests {
    private static let moment = Date(timeIntervalSince1970: 1_793_000_000)

    struct Refusal: Sendable, CustomTestStringConvertible {
        let rule: Protection.Rule
        let protections: Protections
        var testDescription: String { "\(rule)" }
    }

    private static let night = try? AllowedHours(["03:00-04:00"], zone: "UTC")

    static let refusals: [Refusal] =
        [
            Refusal(rule: .readOnly, protections: .sample { $0.isReadOnly = true }),
            Refusal(rule: .planRequired, protections: .sample { $0.requiresPlan = true }),
            Refusal(rule: .reasonRequired, protections: .sample { $0.requiresReason = true }),
        ]
        + (night.map { hours in
            [Refusal(rule: .hours(hours, at: moment), protections: .sample { $0.hours = hours })]
        } ?? [])

    @Test(
        "refuse a run that they do not allow, before and at consent, with the source and the rule",
        arguments: refusals
    )
    func refused(_ refusal: Refusal) throws {
        let plan = try Plan.of(2)
        for attempt in [
            { try refusal.protections.admitRun(reason: nil, isPlanned: false, at: Self.moment) },
            {
                _ = try ConfirmedPlan(
                    plan,
                    answer: .yesFlag,
                    ceilings: Ceilings(),
                    protections: refusal.protections,
                    at: Self.moment
                )
            },
        ] {
            #expect(throws: OperationsError.sample(refusal.rule)) { try attempt() }
        }
    }

    @Test("let a run through that keeps to them")
    func admitted() throws {
        let protections = Protections.sample {
            $0.requiresPlan = true
            $0.requiresReason = true
            $0.hours = try? AllowedHours(["00:00-24:00"], zone: "UTC")
        }
        #expect(throws: Never.self) {
            try protections.admitRun(reason: "end of class", isPlanned: true, at: Self.moment)
        }
    }

    @Test("lower a ceiling and never raise it, and say who did", arguments: [0, 1, 499, 500, 501, 5_000])
    func ceilings(flag: Int) throws {
        let protections = Protections([.sample { $0.maxSessions = 500 }, .sample { $0.maxSessions = 900 }])
        let lowered = protections.lowered(Ceilings(sessions: flag, percent: 7))
        #expect(lowered.sessions == min(flag, 500))
        #expect(lowered.percent == 7)
        #expect(lowered.sessionsSetBy == (flag > 500 ? "profile training" : nil))
    }

    @Test("of which a ceiling is passed are named")
    func overCeiling() throws {
        let protections = Protections.sample { $0.maxSessions = 3 }
        #expect(throws: OperationsError.tooManySessions(4, limit: 3, setBy: "profile training")) {
            try ConfirmedPlan(
                try Plan.of(4),
                answer: .yesFlag,
                ceilings: Ceilings(sessions: 10),
                protections: protections,
                at: Self.moment
            )
        }
    }

    @Test("are kept with the consent, so that a run that is gone on with sweeps no further")
    func keptCeiling() throws {
        let confirmed = try ConfirmedPlan(
            try Plan.of(2),
            answer: .yesFlag,
            ceilings: Ceilings(),
            protections: .sample { $0.maxSessions = 5 },
            at: Self.moment
        )
        #expect(confirmed.ceilings.sessions == 5)
    }

    @Test("of which hours end are a run's limit, when they end before it")
    func limit() throws {
        let protections = Protections.sample { $0.hours = try? AllowedHours(["00:00-24:00"], zone: "UTC") }
        var settings = RunSettings()
        settings.protections = protections
        #expect(protections.bounding(RunSettings(), at: Self.moment) == settings)
        let hours = Protections.sample { $0.hours = try? AllowedHours(["00:00-08:00"], zone: "UTC") }
        let morning = try AllowedHoursTests.moment("2026-07-01 07:58:30")
        let bounded = hours.bounding(RunSettings(), at: morning)
        #expect(bounded.limit == .seconds(90))
        #expect(bounded.limitReached == .hours(ClosingHours(source: "profile training", hours: "00:00-08:00 GMT")))
        #expect(hours.bounding(RunSettings(limit: .seconds(60)), at: morning).limit == .seconds(60))
        let noon = try AllowedHoursTests.moment("2026-07-01 12:00:00")
        #expect(hours.bounding(RunSettings(), at: noon).limit == .zero)
    }

    @Test("that protect anything refuse a request that acts and that nobody can judge")
    func rawRequests() throws {
        #expect(throws: Never.self) { try Protections().admitRawRequest() }
        for protections in [Protections.sample { $0.pools = ["x"] }, .sample { $0.requiresReason = true }] {
            #expect(throws: OperationsError.sample(.rawRequest)) { try protections.admitRawRequest() }
        }
    }

    @Test("that protect nothing are none")
    func empty() {
        #expect(Protections([.sample { _ in }]).all.isEmpty)
    }

    @Test("that allow reads alone leave nothing to close with: only a client that can act makes a control plane")
    func types() throws {
        let client = FrameClient(
            credentials: try Credentials(clientID: "c", clientSecret: "s"),
            transport: NoTransport()
        )
        let acting: any AccountReading = AccountService(client: client, account: "a")
        let reading: any AccountReading = AccountService(client: client.reader, account: "a")
        #expect(acting is any ControlPlane)
        #expect(!(reading is any ControlPlane))
        #expect(!(client.reader as Any is FrameClient))
    }

    private struct NoTransport: HTTPTransport {
        func send(_ request: TransportRequest) async throws(TransportFailure) -> TransportResponse {
            throw TransportFailure(.unreachable, mayHaveBeenSent: false, detail: "nothing is sent here")
        }
    }
}
