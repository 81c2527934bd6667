import Foundation
import FrameSimulator
import Testing

/// The tutorial of FrameAPI: the program of its last step is a target of the package, and each step is given to the compiler.
@Suite("The tutorial of FrameAPI")
struct TutorialTests {
    private static let folder = Document.root.appending(path: "Sources/FrameAPI/FrameAPI.docc/Tutorial")
    /// What was built, the modules among it.
    private static let built = URL(filePath: Framectl.path).deletingLastPathComponent()

    private static let steps: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Code").path)
        return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted()
    }()

    @Test("arrives at a program that closes a classroom and sees it empty")
    func program() async throws {
        try await SimulatedService.serve(Scenario.builtIn("classroom")) { service in
            let program = Self.built.appending(path: "CloseARoom").path
            func run(_ arguments: String...) async throws -> FramectlResult {
                try await ChildProcess.run(
                    program,
                    arguments,
                    environment: service.environment,
                    input: nil,
                    limit: .seconds(60)
                )
            }
            let looked = try await run()
            #expect(looked.status == 0, "\(looked.talk)")
            #expect(looked.output == "27 of 37 sessions would be closed\n")
            #expect(service.deletes.isEmpty)
            let text = try String(contentsOf: Self.folder.appending(path: "CloseARoom.tutorial"), encoding: .utf8)
            #expect(text.contains("`\(looked.output.dropLast())`"))

            let closed = try await run("--close")
            #expect(closed.status == 0, "\(closed.talk)")
            #expect(closed.output.hasSuffix("\nAll 27 are gone\n"))
            #expect(service.deletes.count == 27)
        }
    }

    @Test("has steps that the compiler takes")
    func compiles() async throws {
        #expect(Self.steps.count == 8)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for step in Self.steps {
                group.addTask {
                    let result = try await Self.typeCheck(step)
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

    private static func typeCheck(_ step: String) async throws -> FramectlResult {
        let maps = try modulesInC().flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
        let source = folder.appending(path: "Code/\(step)").path
        return try await ChildProcess.run(
            "/usr/bin/env",
            ["swiftc", "-typecheck", "-swift-version", "6", "-warnings-as-errors", source]
                + ["-I", built.appending(path: "Modules").path] + maps,
            environment: ProcessInfo.processInfo.environment,
            input: nil,
            limit: .seconds(120)
        )
    }

    /// The module maps of what FrameAPI's own dependencies are built on.
    private static func modulesInC() throws -> [String] {
        let checkouts = Document.root.appending(path: ".build/checkouts")
        let candidates = try FileManager.default.contentsOfDirectory(at: built, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "build" }.map { $0.appending(path: "module.modulemap") }
        let packages = try FileManager.default.contentsOfDirectory(at: checkouts, includingPropertiesForKeys: nil)
        let ofPackages = packages.flatMap { package -> [URL] in
            let sources = package.appending(path: "Sources")
            let targets = try? FileManager.default.contentsOfDirectory(at: sources, includingPropertiesForKeys: nil)
            return (targets ?? []).map { $0.appending(path: "include/module.modulemap") }
        }
        return (candidates + ofPackages).map(\.path).filter { FileManager.default.fileExists(atPath: $0) }
    }
}
