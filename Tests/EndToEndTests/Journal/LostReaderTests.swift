import Foundation
import FrameSimulator
import Glibc
import Testing

@Suite("A reader that goes away or does not read")
struct LostReaderTests {
    private static let close = ["close", "--yes", "--output", "jsonl"]

    @Test("a pipe whose reader leaves after the first line: the run goes on to its own status, and its record is whole")
    func readerLeaves() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery("\"latency_ms\": 20")) { service in
                let service = service.recording(in: home)
                let tool = try BackgroundFramectl(
                    Self.close,
                    environment: service.environment,
                    output: .readFirst(bytes: 40)
                )
                #expect(try await tool.end() == 0)
                #expect(tool.outputText.count == 40)
                #expect(service.liveSessions == Scenario.galleryBystanders)
                #expect(try await home.events().last?.event == "finished")
                try await home.expectWhole()
            }
        }
    }

    @Test(
        "a full pipe that nobody reads, for data or for talk as well: the run comes to its end, and a signal ends the wait for a reader",
        arguments: [BackgroundFramectl.Output.leftUnread, .bothLeftUnread]
    )
    func fullPipe(output: BackgroundFramectl.Output) async throws {
        // Long enough for a heartbeat, which is talk.
        let scenario = try Scenario.gallery("\"closing_seconds\": 6")
        try await StateHome.with { home in
            try await SimulatedService.serve(scenario) { service in
                let service = service.recording(in: home)
                let tool = try BackgroundFramectl(Self.close, environment: service.environment, output: output)
                try await eventually("everybody is gone") { service.liveSessions == Scenario.galleryBystanders }
                try await eventually("the end on record") { try await home.events().last?.event == "finished" }
                try await eventually("the claim is given back") {
                    try await home.list().map(\.state) == ["finished"]
                }
                // Its data still waits for a reader.
                tool.send(SIGTERM)
                #expect(try await tool.end() == 128 + SIGTERM)
                try await home.expectWhole()
            }
        }
    }
}
