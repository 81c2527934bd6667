import ArgumentParser
import FrameWording
import Testing

@testable import FrameAPI
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
        .savePlan, .apply, .close, .resume(run: "r1"),
        .setUp(profile: "p"), .createCredential("c"), .testCredential("c"), .explainSettings,
        .storeSecret(clientID: "i"),
    ]

    /// A new action does not compile before it has a place here, and fails a test before it is among ``actions``.
    private static func place(of action: Terms.Action) -> Int {
        switch action {
        case .savePlan: 0
        case .apply: 1
        case .close: 2
        case .resume: 3
        case .setUp: 4
        case .createCredential: 5
        case .testCredential: 6
        case .explainSettings: 7
        case .storeSecret: 8
        }
    }

    @Test("are options that there are, each another one")
    func options() {
        let names = Terms.Option.allCases.map { Terms.commandLine($0) }
        #expect(Set(names).count == names.count)
        #expect(Set(names).subtracting(Self.spellings) == [])
        #expect(Terms.commandLine(.pool, "Theatre") == "--pool Theatre")
    }

    @Test("name another certificate authority where that may help, which the client itself has no option for")
    func authority() {
        var error = FrameAPIError(.untrusted, detail: "why", remedy: "Name its file with SSL_CERT_FILE")
        #expect(error.words(in: .commandLine).remedy == "Name its file with SSL_CERT_FILE")
        error.lacksAuthority = true
        #expect(error.words(in: .commandLine).remedy == "Name its file with SSL_CERT_FILE or --ca-file")
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
