import Foundation
import FrameSimulator
import Testing

/// Every command that the documentation shows is run as it stands there, in its order, against a simulated service.
@Suite("The commands of the documentation")
struct DocumentedExamplesTests {
    /// All but the reference, which is made from the tool's help, whose examples have a test of their own.
    private static let documents = Document.all.filter {
        $0.path != "docs/reference.md" && !DocumentedStep.all(in: $0).isEmpty
    }

    @Test("work as they stand there", arguments: documents)
    func commands(_ document: Document) async throws {
        guard document.commands.contains(where: DocumentedCommand.isRun) else { return }
        let home = try DocumentedHome(of: document)
        defer { home.remove() }
        try await SimulatedService.serve(Scenario.builtIn("tradeshow")) { service in
            for command in document.commands where DocumentedCommand.isRun(command) {
                let before = service.deletes.count
                let result = try await home.run(command, against: service)
                let status = DocumentedCommand.status(of: command, in: document)
                #expect(result.status == status, "\(command): \(result.everything)")
                if status != 0 { #expect(service.deletes.count == before, "\(command)") }
            }
            if document.path == "docs/plans.md" {
                let digest = try #require(try Self.digest(in: home.url.appending(path: "tonight.json")))
                let computed = try await home.run("head -n -2 tonight.json | sha256sum", against: service)
                #expect(computed.output.hasPrefix(digest))
            }
            if document.commands.contains(where: { $0.hasPrefix("framectl close --yes") }) {
                #expect(!service.deletes.isEmpty)
            }
        }
    }

    @Test("print at a terminal what stands there", arguments: documents.filter { !$0.sessions.isEmpty })
    func sessions(_ document: Document) async throws {
        for session in document.sessions {
            let home = try DocumentedHome(of: document)
            defer { home.remove() }
            try await SimulatedService.serve(document.scenario(session.scenario)) { service in
                var status: Int32 = 0
                for exchange in session.exchanges {
                    if exchange.command == "echo $?" {
                        #expect(exchange.shown.first.flatMap { Int32($0) } == status)
                        continue
                    }
                    let (printed, ended) = try await home.type(exchange, against: service)
                    let difference = Transcript(exchange.shown).firstDifference(from: printed)
                    #expect(difference == nil, "\(exchange.command) printed:\n\(printed)")
                    status = ended
                }
            }
        }
    }

    @Test("are each run, or left out for a reason", arguments: documents)
    func classified(_ document: Document) throws {
        let targets = try Self.makeTargets()
        for command in document.commands {
            let words = command.split(separator: " ").map(String.init)
            if DocumentedStep.program(of: command) == "make" {
                let named = words.drop { $0 != "make" }.dropFirst().filter { !$0.contains("=") }
                #expect(!named.isEmpty && named.allSatisfy(targets.contains), "\(command) is no target")
            } else {
                #expect(
                    DocumentedCommand.isRun(command) != (DocumentedCommand.leftOut[command] != nil),
                    "\(command) is neither run nor left out for a reason"
                )
            }
        }
        for script in document.scripts {
            #expect(document.commands.contains { $0.contains("./\(script.name)") }, "\(script.name) is never run")
        }
        // In the text, too, a target that is named is there.
        for match in document.prose.joined(separator: "\n").matches(of: /`make ([a-z-]+)/) {
            #expect(targets.contains(String(match.1)), "make \(match.1) is no target")
        }
    }

    @Test("are there if they are left out, or have a status of their own")
    func exceptions() {
        let commands = Set(Self.documents.flatMap(\.commands))
        #expect(DocumentedCommand.leftOut.keys.filter { !commands.contains($0) } == [])
        #expect(DocumentedCommand.statuses.keys.filter { !commands.contains($0) } == [])
    }

    private static func makeTargets() throws -> Set<String> {
        let text = try String(contentsOf: Document.root.appending(path: "Makefile"), encoding: .utf8)
        return Set(text.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) })
    }

    private static func digest(in file: URL) throws -> String? {
        let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return (document?["digest"] as? String)?.split(separator: ":").last.map(String.init)
    }
}
