import ArgumentParser
import FrameWording
import Testing

@testable import FramectlCommands

@Suite("The terms of the command line")
struct TermsTests {
    /// Every option of every command.
    static let spellings: Set<String> = {
        func walk(_ command: any ParsableCommand.Type) -> Set<String> {
            command.configuration.subcommands.reduce(into: Set(command.options.flatMap(\.spellings))) {
                $0.formUnion(walk($1))
            }
        }
        return walk(Framectl.self)
    }()

    /// Every action once.
    private static let actions: [Terms.Action] = [
        .plan, .savePlan, .apply, .close, .listSessions, .resume(run: "r1"), .showRun("r1"),
        .setUp(profile: "p"), .createCredential("c"), .testCredential("c"), .explainSettings,
        .storeSecret(clientID: "i"),
    ]

    /// A new action does not compile before it has a place here, and fails a test before it is among ``actions``.
    private static func place(of action: Terms.Action) -> Int {
        switch action {
        case .plan: 0
        case .savePlan: 1
        case .apply: 2
        case .close: 3
        case .listSessions: 4
        case .resume: 5
        case .showRun: 6
        case .setUp: 7
        case .createCredential: 8
        case .testCredential: 9
        case .explainSettings: 10
        case .storeSecret: 11
        }
    }

    @Test("are options that there are, each another one")
    func options() {
        let names = Terms.Option.allCases.map { Terms.commandLine($0) }
        #expect(Set(names).count == names.count)
        #expect(Set(names).subtracting(Self.spellings) == [])
        #expect(Terms.commandLine(.pool, "Theatre") == "--pool Theatre")
    }

    @Test("are commands that can be parsed, each another one")
    func commands() throws {
        #expect(Self.actions.map(Self.place) == Array(Self.actions.indices))
        #expect(Set(Self.actions).count == Set(Self.actions.map { Terms.commandLine($0) }).count)
        // The last two are help, and a command with another way behind it.
        for action in Self.actions.dropLast(2) {
            let words = Terms.commandLine(action).split(separator: " ").map(String.init)
            #expect(words.first == "framectl")
            let parsed = try Framectl.parseAsRoot(Array(words.dropFirst()))
            #expect(!(parsed is Framectl), "\(words)")
        }
    }
}
