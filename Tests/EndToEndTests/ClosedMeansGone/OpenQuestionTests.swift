import Foundation
import Testing

@Suite("Closed means gone: a question that stood open for longer than half a minute")
struct OpenQuestionTests {
    @Test("is answered for what is still there: what moved, ended or started meanwhile is not closed")
    func narrowed() async throws {
        try await LyingService.serve(AccountTruth()) { service in
            let terminal = try PseudoTerminal(
                ["close", "--deadline", "8s", "--output", "json"],
                environment: service.environment
            )
            try await terminal.wait(for: "type: ")
            service.change { truth in
                truth.end("gateway-prod.seat1")
                for index in truth.sessions.indices where truth.sessions[index].id == "gateway-prod.seat2" {
                    truth.sessions[index] = .init("gateway-prod.seat2", in: AccountTruth.bench)
                }
                truth.sessions.append(.init("gateway-prod.late", in: AccountTruth.room))
            }
            try await Task.sleep(for: .seconds(31))
            terminal.type("close 12 sessions in \(AccountTruth.name)\n")
            // The new one is there at the end.
            #expect(try await terminal.end() == 3)
            let seats = Set((3...12).map { "gateway-prod.seat\($0)" })
            #expect(Set(service.deletes) == seats)
            #expect(terminal.screen.contains("2 of 12 sessions are no longer in scope"))
        }
    }
}
