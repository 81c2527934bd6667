import Foundation
import FrameSimulator
import Testing

@Suite("An account of 100,000 sessions")
struct LargeAccountTests {
    @Test("is closed, and memory grows by no more than a small multiple of the listing")
    func large() async throws {
        let small = try await SimulatedService.serve(try .builtIn("empty")) { service in
            try await service.framectl("close", "--yes").peakMemory
        }
        try await SimulatedService.serve(try .builtIn("large")) { service in
            let result = try await service.framectl(
                "close",
                "--yes",
                "--max-sessions",
                "100000",
                "--concurrency",
                "16",
                "--output",
                "csv"
            )
            #expect(result.status == 0)
            #expect(service.liveSessions.isEmpty)
            #expect(service.deletes.count == 100_000)
            #expect(result.output.components(separatedBy: ",closed,1,").count == 100_001)
            // The listing has 39 MB: its text once, and the sessions read from it once.
            #expect(
                result.peakMemory - small < 4 * 39_000_000,
                "\(small) bytes for nothing, \(result.peakMemory) for 100,000"
            )
        }
    }
}
