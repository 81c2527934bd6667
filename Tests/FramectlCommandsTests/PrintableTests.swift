import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations
@testable import FramectlCommands

/// What a service or a file calls things is shown, and does nothing else to the terminal.
@Suite("A name that would steer the terminal")
struct PrintableTests {
    private static let odd = "production\u{1B}[2J\u{202E}"

    private func plan() throws -> Plan {
        let id = Self.odd
        return try Plan(
            subject: PlanSubject(account: AccountID(id), accountName: id, apiURL: "https://h/\(id)", clientID: id),
            snapshot: Snapshot(
                pools: [Pool(id: "p", kind: "production"), Pool(id: PoolID(id), kind: id, name: id)],
                sessions: [ActiveSession(id: "s", poolID: PoolID(id))],
                takenAt: Date(timeIntervalSince1970: 1_700_000_000)
            ),
            criteria: SelectionCriteria()
        )
    }

    private func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == "\n" || ![.control, .format].contains($0.properties.generalCategory) }
    }

    @Test("hides nothing of a secret in what is made harmless for a terminal")
    func secret() {
        let redaction = Redaction()
        redaction.hide(Secret("Tr0ub4dor\u{200B}é-And3-Horse"))
        let shown = Redaction.$current.withValue(redaction) {
            ShownData.text("{\"name\": \"Tr0ub4dor\u{200B}é-And3-Horse\"}\n")
        }
        #expect(shown == "{\"name\": \"<redacted>\"}\n")
    }

    @Test("is shown harmless in a plan")
    func listed() throws {
        let text = PlanText(try plan()).forPeople(.plain)
        #expect(text.contains("pool kind is production\u{FFFD}[2J\u{FFFD}"))
        #expect(isPrintable(text), "\(text.debugDescription)")
    }

    @Test("is shown harmless in a plan that was read from a file")
    func saved() throws {
        let plan = try plan()
        let again = Plan(
            subject: plan.subject,
            takenAt: plan.takenAt,
            selection: plan.selection,
            targets: [],
            skipped: [Plan.Skipped(id: nil, poolID: nil, reason: .otherKind(Self.odd))],
            absent: [],
            basis: Plan.Basis(),
            notes: [PlanNote(.unlistedKinds, names: [Self.odd])]
        )
        let text = PlanText(again).forPeople(.plain)
        #expect(text.contains("listed: production\u{FFFD}[2J"))
        #expect(isPrintable(text), "\(text.debugDescription)")
    }

    @Test("is shown harmless while a run goes on")
    func running() throws {
        let reason = SkipReason.otherKind(Self.odd)
        let fact = RunEvent.Fact.outOfScope(OutOfScope(session: SessionID(Self.odd), pool: nil, reason: reason))
        for isLive in [false, true] {
            let news = try #require(fact.news(isLive: isLive))
            #expect(news.contains("no longer in scope, pool kind is production\u{FFFD}[2J"))
            #expect(isPrintable(news), "\(news.debugDescription)")
        }
    }
}
