import FoundationEssentials
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("An event as JSON")
struct RunEventCodingTests {
    private func json(_ fact: RunEvent.Fact) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let event = RunEvent(sequence: 7, time: Date(timeIntervalSince1970: 1_700_000_000.25), fact: fact)
        return String(decoding: try encoder.encode(event), as: UTF8.self)
    }

    /// What stands between the braces before and after `"event"`, `"seq"` and `"time"` is the fact's own.
    static let literals: [(name: String, json: String)] = [
        ("closing", #"{"attempt":2,"event":"closing","seq":7,"session":"s001",TIME}"#),
        (
            "answered",
            #"{"detail":"no route","event":"answered","meaning":"not-sent","seq":7,"service_time":1700000007,"session":"s001","status":503,TIME}"#
        ),
        ("throttled", #"{"detail":"slow down","event":"throttled","seconds":1.5,"seq":7,TIME}"#),
        ("witness", #"{"event":"witness","seq":7,"sessions":true,TIME}"#),
        ("left-open", #"{"event":"left-open","seq":7,"sessions":["s002"],TIME}"#),
        ("polled", #"{"event":"polled","missing":4,"seq":7,"sessions":30,TIME}"#),
        ("deadline-passed", #"{"event":"deadline-passed","left":2,"seq":7,TIME}"#),
        ("closed", #"{"event":"closed","pool":"prod","seq":7,"session":"s001",TIME}"#),
        ("already-gone", #"{"event":"already-gone","pool":"prod","seq":7,"session":"s001",TIME}"#),
        ("relisted", #"{"event":"relisted","pool":"prod","seq":7,"session":"s001",TIME}"#),
        ("absence-confirmed", #"{"event":"absence-confirmed","seq":7,"session":"s004",TIME}"#),
        ("newcomer", #"{"event":"newcomer","pool":"prod","seq":7,"session":"s009",TIME}"#),
        ("newcomer-left", #"{"event":"newcomer-left","pool":"prod","seq":7,"session":"s009",TIME}"#),
        (
            "listed",
            #"{"age":0,"agreed":3,"asked":4,"distrusted":false,"event":"listed","left":2,"missing":1,"newcomers":1,"open":["s002"],"round":3,"seq":7,"sessions":25,TIME,"truncated":"X-Total-Count: 57","unreadable":1,"witness":false}"#
        ),
        (
            "listing-failed",
            #"{"code":"timed-out","detail":"no answer in time","event":"listing-failed","round":4,"seq":7,TIME}"#
        ),
        ("interrupted", #"{"event":"interrupted","seq":7,TIME}"#),
        ("stopped", #"{"cause":"credentials","detail":"answered 401","event":"stopped","seq":7,TIME}"#),
        (
            "finished",
            #"{"acted":true,"ending":"incomplete","event":"finished","outcomes":{"closed":1,"stuck":1},"seq":7,TIME}"#
        ),
        (
            "planned-more",
            #"{"event":"planned-more","seq":7,"skipped":[{"reason":"no-id"}],"targets":[{"id":"s005","pool_id":"prod"}],TIME}"#
        ),
        (
            "resumed",
            #"{"client_id":"client.img.frame.nutanix.com","event":"resumed","origin":{"host":"desk","pid":4711,"user":"admin","version":"0.1.0"},"seq":7,TIME}"#
        ),
        (
            "hook",
            #"{"command":"notify --all","end":"exited","event":"hook","moment":"before","seq":7,"status":3,TIME}"#
        ),
        ("withdrawn", #"{"event":"withdrawn","seq":7,"session":"s001",TIME}"#),
        (
            "out-of-scope",
            #"{"event":"out-of-scope","kind":"sandbox","pool":"sandbox","reason":"other-kind","seq":7,"session":"s001",TIME}"#
        ),
        (
            "sweeping",
            #"{"event":"sweeping","round":1,"seq":7,"targets":[{"id":"s009","pool_id":"prod"}],TIME}"#
        ),
        (
            "planned",
            #"{"absent":[{"finding":"not-found","session":"s004","was_listed":true}],"ceilings":{"sessions":1000},"confirmation":"blanket","#
                + #""doubtful":false,"event":"planned","ignore_not_found":true,"listed":3,"#
                + #""listed_at":"2023-11-14T22:13:20.000Z","notes":[],"origin":{"host":"desk","pid":4711,"user":"admin","version":"0.1.0"},"#
                + #""reason":"end of the training day","run_id":"run-1","#
                + #""scope":{"except_pools":[],"except_sessions":["s003"],"kinds":["production"],"pools":[{"id":"prod","kind":"production","name":"Classroom"},{"id":"sandbox","kind":"sandbox"}]},"#
                + #""seq":7,"service_time":1700000000,"skipped":[{"pool":"sandbox","reason":"session-excluded","session":"s003"}],"skipped_count":1,"#
                + #""subject":{"account":"1f86e290-8cd2-4950-9c5a-9d3f7ed332e7","account_name":"Contoso Training","#
                + #""api_url":"https://api.console.nutanix.com/v1","client_id":"client.img.frame.nutanix.com"},"sweep":0,"target_count":2,"#
                + #""targets":[{"id":"s001","pool_id":"prod"},{"id":"s002","pool_id":"prod"}],TIME,"unreadable":1}"#
        ),
    ]

    @Test("is one flat object with these keys", arguments: literals)
    func literal(name: String, json expected: String) throws {
        let fact = try #require(RunEvent.Fact.samples.first { $0.name == name })
        let time = #""time":"2023-11-14T22:13:20.250Z""#
        let parts = expected.split(separator: "TIME", maxSplits: 1)
        try #require(parts.count == 2)
        #expect(try json(fact) == parts[0] + time + parts[1])
    }

    @Test("is pinned for every fact")
    func all() {
        #expect(Set(Self.literals.map(\.name)) == Set(RunEvent.Fact.samples.map(\.name)))
        #expect(Self.literals.count == RunEvent.Fact.samples.count)
    }

    @Test("comes back the same", arguments: RunEvent.Fact.samples.map(\.name))
    func roundTrip(name: String) throws {
        let fact = try #require(RunEvent.Fact.samples.first { $0.name == name })
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let text = try json(fact)
        let event = try decoder.decode(RunEvent.self, from: Data(text.utf8))
        #expect(event.sequence == 7)
        #expect(event.time == Date(timeIntervalSince1970: 1_700_000_000.25))
        #expect(event.fact.name == name)
        #expect(try json(event.fact) == text)
    }

    @Test("leaves out what is not known", arguments: DeleteAnswer.Meaning.all)
    func optionals(meaning: DeleteAnswer.Meaning) throws {
        let text = try json(.answered(Answered(session: "s001", meaning: meaning, status: nil, detail: nil)))
        #expect(!text.contains("null") && !text.contains("status") && !text.contains("detail"))
        let event = try JSONDecoder().decode(RunEvent.self, from: Data(text.utf8))
        guard case .answered(let answered) = event.fact else {
            Issue.record("an answer came back as \(event.fact.name)")
            return
        }
        #expect(answered == Answered(session: "s001", meaning: meaning, status: nil, detail: nil))
    }

    @Test(
        "is refused when it is not understood",
        arguments: [
            #"{"seq":1,"time":"2023-11-14T22:13:20.250Z","event":"exploded"}"#,
            #"{"seq":1,"time":"yesterday","event":"interrupted","reason":"x"}"#,
            #"{"time":"2023-11-14T22:13:20.250Z","event":"interrupted","reason":"x"}"#,
            #"{"seq":1,"time":"2023-11-14T22:13:20.250Z","event":"closing","session":"s001"}"#,
        ]
    )
    func refused(text: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(RunEvent.self, from: Data(text.utf8)) }
    }
}

extension DeleteAnswer.Meaning {
    static let all: [DeleteAnswer.Meaning] = [.accepted, .gone, .refused, .throttled, .denied, .unknown, .notSent]
}
