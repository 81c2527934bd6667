import Foundation
import FrameSimulator
import Testing

@Suite("A journal that is not there")
struct MissingJournalTests {
    private static let commands = ["list", "show", "verify", "resume", "export"]

    @Test("and is named: 64, and nothing is made or asked", arguments: commands, [true, false])
    func named(command: String, byOption: Bool) async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery()) { service in
                let file = home.path + "/elsewhere/journal.sqlite"
                let result = try await ChildProcess.run(
                    Framectl.path,
                    ["runs", command] + (byOption ? ["--journal", file] : []),
                    environment: service.recording(in: home).environment
                        .merging(byOption ? [:] : ["FRAMECTL_JOURNAL": file]) { $1 },
                    input: nil,
                    limit: .patience
                )
                #expect(result.status == 64)
                #expect(result.output.isEmpty)
                #expect(result.talk.contains("the journal “\(file)” does not exist"), "\(result.talk)")
                #expect(result.talk.contains("FRAMECTL_JOURNAL"))
                #expect(service.controlPlane.history.isEmpty)
                #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == [])
            }
        }
    }

    @Test("because nothing was ever written: there are no runs, and none of them is found")
    func never() async throws {
        try await StateHome.with { home in
            try await SimulatedService.serve(try .gallery()) { service in
                let service = service.recording(in: home)
                #expect(try await home.list().isEmpty)
                for arguments in [
                    ["list"], ["show"], ["verify"], ["export"], ["resume"], ["resume", "20261120T180501Z-kfqd"],
                ] {
                    let result = try await ChildProcess.run(
                        Framectl.path,
                        ["runs"] + arguments,
                        environment: service.environment,
                        input: nil,
                        limit: .patience
                    )
                    #expect(result.status == (arguments == ["list"] ? 0 : 64), "\(arguments)")
                    #expect(result.talk.contains("no journal was found at “\(home.path)/"), "\(result.talk)")
                }
                #expect(service.controlPlane.history.isEmpty)
                #expect(try FileManager.default.contentsOfDirectory(atPath: home.path) == [])
            }
        }
    }
}
