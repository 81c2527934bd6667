import DeterministicTesting
import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A request that is held back")
struct HeldBackTests {
    private func pacer(_ time: VirtualTime, rate: Double? = nil) -> Pacer {
        Pacer(concurrency: 4, rate: rate, patience: .seconds(300), time: time.source, random: .seeded(1))
    }

    private func ticket(_ pacer: Pacer) async -> PacingTicket {
        guard let ticket = await pacer.admitRead() else {
            Issue.record("not admitted")
            return PacingTicket(number: 0, isTrial: false)
        }
        return ticket
    }

    @Test(
        "after reads that failed, waits no longer than they do",
        arguments: [AttemptEnd.failed(retryAfter: nil), .throttled(retryAfter: nil)]
    )
    func reads(end: AttemptEnd) async throws {
        let time = VirtualTime()
        let pacer = pacer(time)
        try await time.run {
            for _ in 0..<60 {
                let pause = pacer.readEnded(await ticket(pacer), end, reason: "down")
                #expect(pause ?? .zero <= .seconds(2))
            }
            // The service is asked, now and for as long as it says.
            let asked = pacer.readEnded(await ticket(pacer), .throttled(retryAfter: .seconds(77)), reason: "down")
            #expect(asked == .seconds(77))
        }
    }

    @Test("after DELETEs that failed, waits longer each time")
    func deletes() async throws {
        let time = VirtualTime()
        let pacer = pacer(time)
        try await time.run {
            var longest: Duration = .zero
            for _ in 0..<12 {
                let pause = pacer.ended(await ticket(pacer), .throttled(retryAfter: nil), reason: "slow down")
                longest = max(longest, pause ?? .zero)
            }
            #expect(longest > .seconds(10))
        }
    }

    @Test("is told from one that fails, and from one that is under way")
    func delays() async throws {
        let time = VirtualTime()
        let pacer = pacer(time)
        try await time.run {
            #expect(pacer.delay == nil)
            _ = pacer.readEnded(await ticket(pacer), .failed(retryAfter: nil), reason: "connection refused")
            #expect(pacer.delay == .failures("connection refused"))
            _ = pacer.readEnded(await ticket(pacer), .throttled(retryAfter: .seconds(9)), reason: "429")
            #expect(pacer.delay == .heldBack("429"))
            try? await time.source.sleep(.seconds(9))
            #expect(pacer.delay == .failures("429"))
            _ = pacer.readEnded(await ticket(pacer), .through, reason: "")
            #expect(pacer.delay == nil)
            pacer.learn(RateAllowance(remaining: 0, reset: .seconds(50)))
            #expect(pacer.delay == .heldBack("rate limit"))
        }
    }

    @Test("is not said to be slow: a check of a run")
    func check() async throws {
        var scenario = Scenario(4)
        scenario.settings.deadline = .seconds(60)
        scenario.delete = { _ in .throttled(.seconds(100)) }
        scenario.listing = { _ in Listing(hangs: true) }
        let failures = try await scenario.run().steps.events.compactMap { event in
            if case .listingFailed(let failure) = event.fact { failure } else { nil }
        }
        #expect(!failures.isEmpty)
        for failure in failures {
            #expect(failure.code == "throttled")
            #expect(failure.detail.contains(" s: requests are held back (slow down)"))
        }
    }

    @Test("is not said to be slow: a wait for an empty account; what failed is named, and what is slow is slow")
    func wait() async throws {
        var scenario = Scenario(2)
        scenario.listing = { _ in Listing(hangs: true) }
        let ends: [(AttemptEnd, String)] = [
            (.throttled(retryAfter: .seconds(90)), "no listing within 5 s: requests are held back (why)"),
            (.failed(retryAfter: nil), "no listing within 5 s: why"), (.through, "no listing within 5 s"),
        ]
        for (end, detail) in ends {
            let watched = try await scenario.watch(deadline: .zero) { pacer in
                guard let ticket = await pacer.admitRead() else { return }
                _ = pacer.readEnded(ticket, end, reason: "why")
            }
            guard case .failed(let error) = try watched.result.verdict else {
                Issue.record("\(try watched.result.verdict)")
                continue
            }
            #expect(error.detail == detail)
            #expect(error.remedy.contains("slow") == (end != .throttled(retryAfter: .seconds(90))))
        }
    }
}
