import Foundation
import FrameSimulator
import Synchronization
import Testing

/// Law 8: a service that is away for a moment ends nothing.
@Suite("A service that is away for a moment")
struct AwayForAMomentTests {
    /// The first requests, more of them than were ever repeated by number.
    private static func fault(_ answer: String, times: Int = 6) -> String {
        #""faults": [{ "on": "GET /accounts/*", "times": \#(times), \#(answer) }]"#
    }

    @Test(
        "is waited for, and told of once",
        arguments: [
            #""answer": "status", "status": 503"#, #""answer": "status", "status": 502"#, #""answer": "drop-before""#,
            #""answer": "status", "status": 429"#, #""answer": "status", "status": 425"#,
            #""answer": "status", "status": 423, "retry_after": 1"#,
        ]
    )
    func first(answer: String) async throws {
        try await SimulatedService.serve(try .evening(Self.fault(answer))) { service in
            let result = try await service.framectl("close", "--yes")
            #expect(result.status == 0, "\(result.talk)")
            #expect(service.deletes.count == 14)
            let told = result.talk.ranges(of: "Retrying for up to 30 s").count
            #expect(told + result.talk.ranges(of: "Rate limited by the service").count == 1, "\(result.talk)")
        }
    }

    @Test("is not waited for with --retry-for 0s: 69, after one request")
    func never() async throws {
        try await SimulatedService.serve(try .evening(Self.fault(#""answer": "status", "status": 503"#))) { service in
            let result = try await service.framectl("plan", "--retry-for", "0s")
            #expect(result.status == 69)
            #expect(!result.talk.contains("Retrying"))
            #expect(service.controlPlane.history.count == 1)
        }
    }

    @Test("is waited for by a close with a window, until that ends")
    func window() async throws {
        try await SimulatedService.serve(try .evening(Self.fault(#""answer": "status", "status": 503"#))) { service in
            let result = try await service.framectl("close", "--yes", "--between", "0:00-23:59")
            #expect(result.status == 0, "\(result.talk)")
            #expect(result.talk.firstMatch(of: /Retrying for up to \d+ (min|s): the service answered 503/) != nil)
        }
    }

    @Test(
        "is asked again when its limit is reset, and not before, though a 429 says that alone",
        arguments: ["1700000002", "1700000002.5", "1700000002000", "2"]
    )
    func reset(value: String) async throws {
        let moments = Mutex<[ContinuousClock.Instant]>([])
        let server = try CannedServer { _ in
            let count = moments.withLock { moments in
                moments.append(.now)
                return moments.count
            }
            let headers = "Date: Tue, 14 Nov 2023 22:13:20 GMT\r\nX-RateLimit-Reset: \(value)\r\n"
            return count == 1 ? httpAnswer("429 Less", "", headers: headers) : httpAnswer("200 OK", "[]")
        }
        defer { server.stop() }
        let result = try await Framectl.run(
            "accounts",
            "list",
            environment: RefusedServiceTests.environment(server.url)
        )
        #expect(result.status == 0, "\(result.talk)")
        let came = moments.withLock { $0 }
        try #require(came.count == 2)
        #expect(came[1] - came[0] >= .seconds(2))
    }

    static let longWaits = [
        ("Retry-After: 45", "30s", "it asked to wait 45 s, longer than --retry-for 30 s allows", "--retry-for 75s"),
        (
            "X-RateLimit-Reset: 45", "30s", "it asked to wait 45 s, longer than --retry-for 30 s allows",
            "--retry-for 75s"
        ),
        (
            "Retry-After: 3600", "30s", "it asked to wait at least 120 s, longer than --retry-for 30 s",
            "--retry-for 150s"
        ),
        ("Retry-After: 1", "0s", "it asked to wait 1 s, longer than --retry-for 0 s allows", "in 1 s"),
    ]

    @Test("and asks for more time than it is given, ends the read at once, in words that say what would help: 69")
    func longWait() async throws {
        for (header, limit, words, remedy) in Self.longWaits {
            for (command, status) in [(["plan"], "429 Less"), (["doctor"], "429 Less"), (["plan"], "503 Away")]
            where status.hasPrefix("429") || header.hasPrefix("Retry-After") {
                let server = try CannedServer { _ in httpAnswer(status, "", headers: header + "\r\n") }
                defer { server.stop() }
                let result = try await ChildProcess.run(
                    Framectl.path,
                    command + ["--retry-for", limit],
                    environment: RefusedServiceTests.environment(server.url),
                    input: nil,
                    limit: .patience
                )
                #expect(result.status == 69)
                #expect((result.output + result.talk).contains(words), "\(result.output)\(result.talk)")
                #expect((result.output + result.talk).contains(remedy), "\(result.output)\(result.talk)")
                if command == ["plan"] { #expect(server.seen.count == 1) }
            }
        }
    }

    @Test("and refuses the credential when it is back, is final at once: 77")
    func refused() async throws {
        let server = Countdown(3)
        let canned = try CannedServer { _ in
            server.next() ? httpAnswer("503 Away", "") : httpAnswer("401 Unauthorized", "")
        }
        defer { canned.stop() }
        let result = try await Framectl.run("plan", environment: RefusedServiceTests.environment(canned.url))
        #expect(result.status == 77)
        #expect(canned.seen.count == 4)
    }
}

/// Counts down, from however many threads.
private final class Countdown: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    init(_ count: Int) {
        for _ in 0..<count { semaphore.signal() }
    }

    /// Whether there was one left.
    func next() -> Bool { semaphore.wait(timeout: .now()) == .success }
}
