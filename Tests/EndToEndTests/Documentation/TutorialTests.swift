import Foundation
import FrameSimulator
import Testing

/// The tutorial of FrameAPI: the program of its last step is a target of the package, and each step is given to the compiler.
@Suite("The tutorial of FrameAPI")
struct TutorialTests {
    private static let folder = Document.root.appending(path: "Sources/FrameAPI/FrameAPI.docc/Tutorial")

    private static let steps: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Code").path)
        return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted()
    }()

    @Test("arrives at a program that closes a classroom and sees it empty")
    func program() async throws {
        try await SimulatedService.serve(Scenario.builtIn("classroom")) { service in
            let program = SwiftCompiler.built.appending(path: "CloseARoom").path
            func run(_ arguments: String...) async throws -> FramectlResult {
                try await ChildProcess.run(
                    program,
                    arguments,
                    environment: service.environment,
                    input: nil,
                    limit: .patience
                )
            }
            let looked = try await run()
            #expect(looked.status == 0, "\(looked.talk)")
            #expect(looked.output == "27 of 38 sessions would be closed\n")
            #expect(service.deletes.isEmpty)
            let text = try String(contentsOf: Self.folder.appending(path: "CloseARoom.tutorial"), encoding: .utf8)
            #expect(text.contains("`\(looked.output.dropLast())`"))

            let closed = try await run("--close")
            #expect(closed.status == 0, "\(closed.talk)")
            #expect(closed.output.hasSuffix("\nAll 27 are gone\n"))
            #expect(service.deletes.count == 27)
        }
    }

    @Test("has steps that the compiler takes; the last one was built with everything else")
    func compiles() async throws {
        #expect(Self.steps.count == 8)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for step in Self.steps.dropLast() {
                group.addTask {
                    let source = Self.folder.appending(path: "Code/\(step)").path
                    let result = try await SwiftCompiler.typeCheck(source, "-warnings-as-errors")
                    #expect(result.status == 0, "\(step): \(result.everything)")
                }
                // One compiler beside another is enough.
                if step.contains(/[2468]\.swift$/) { try await group.waitForAll() }
            }
        }
    }

    @Test("shows every step that there is, in order, each a little more than the one before")
    func shown() throws {
        let text = try String(contentsOf: Self.folder.appending(path: "CloseARoom.tutorial"), encoding: .utf8)
        #expect(text.matches(of: /file: "([^"]+)"/).map { String($0.1) } == Self.steps)
        let codes = try Self.steps.map {
            try String(contentsOf: Self.folder.appending(path: "Code/\($0)"), encoding: .utf8)
        }
        for (before, after) in zip(codes, codes.dropFirst()) { #expect(before != after) }
    }
}
