import FrameSettings
import Testing

@testable import FrameAPI
@testable import FramectlCommands

@Suite("An account")
struct AccountReferenceTests {
    private static let one = "1f86e290-8cd2-4950-9c5a-9d3f7ed332e7"
    private static let two = "2f86e290-8cd2-4950-9c5a-9d3f7ed332e7"
    private static let three = "3f86e290-8cd2-4950-9c5a-9d3f7ed332e7"

    private func account(_ id: String, _ name: String?) -> Account {
        Account(
            id: AccountID(id),
            name: name,
            isActive: true,
            summary: nil,
            kind: nil,
            notes: nil,
            urlSlug: nil,
            website: nil,
            lastPublish: nil,
            insertedAt: nil
        )
    }

    private var directory: AccountDirectory {
        AccountDirectory(accounts: [
            account(Self.one, "Contoso Training"), account(Self.two, "CONTOSO TRAINING"),
            account(Self.three, "Contoso Lab"),
            account("7", nil), account("t1", "Twin"), account("t2", "Twin"), account(Self.three, "Contoso Lab"),
        ])
    }

    @Test(
        "is an id by its shape or its address in the console, and anything else is a name",
        arguments: [
            (one, AccountReference.id(AccountID(one))), (" \(one)\n", .id(AccountID(one))),
            ("https://console.nutanix.com/frame/account/\(one)/basic-info", .id(AccountID(one))),
            ("Contoso Training", .name("Contoso Training")), ("  Contoso Lab ", .name("Contoso Lab")),
            ("1234", .name("1234")), ("R&D / Lab #2?", .name("R&D / Lab #2?")), ("../x", .name("../x")),
            (one.dropLast() + "", .name(String(one.dropLast()))),
        ]
    )
    func parsing(_ text: String, _ reference: AccountReference) throws {
        let read = try AccountReference(parsing: text)
        #expect(read == reference)
        #expect(try AccountReference(parsing: read.text) == read)
    }

    @Test(
        "is neither by an address of something else, or by what no name can hold",
        arguments: [
            "https://example.com/frame/account/\(one)", "http://console.nutanix.com/frame/account/\(one)",
            "a\u{1B}[2Jb", "", " ",
        ]
    )
    func invalid(_ text: String) {
        let error = #expect(throws: FrameAPIError.self) { try AccountReference(parsing: text) }
        #expect(error?.code == .invalidAccount)
        #expect(error?.remedy.contains("paste the whole address bar") == true)
    }

    @Test(
        "is found by its exact name, then by one that differs in case alone, and an odd id by itself",
        arguments: [
            ("Contoso Training", one), ("CONTOSO TRAINING", two), ("contoso lab", three), ("Contoso Lab", three),
            ("7", "7"),
            ("t1", "t1"),
        ]
    )
    func found(_ name: String, _ id: String) throws {
        #expect(try directory.account(named: name) == AccountID(id))
    }

    @Test(
        "is not chosen among several of one name: 64, with their ids",
        arguments: [
            ("Twin", "t1, t2"), ("twin", "t1, t2"), ("contoso training", "\(one), \(two)"),
        ]
    )
    func ambiguous(_ name: String, _ ids: String) {
        let error = #expect(throws: CommandError.self) { try directory.account(named: name) }
        #expect(error?.code == .ambiguousAccount)
        #expect(error?.exitStatus == .usage)
        #expect(error?.detail == "2 accounts have the name “\(name)”")
        #expect(error?.remedy == "Give the id of the one that is meant: \(ids)")
    }

    @Test(
        "is refused by a name that none has: 64, with the nearest one and the scope",
        arguments: [
            ("Contoso Lap", "Did you mean “Contoso Lab”? The credential's scope covers: "),
            ("Fabrikam", "The credential's scope covers: "),
        ]
    )
    func unknownName(_ name: String, _ remedy: String) {
        let error = #expect(throws: CommandError.self) { try directory.account(named: name) }
        #expect(error?.code == .unknownAccount)
        #expect(error?.exitStatus == .usage)
        #expect(error?.detail == "account “\(name)” not found")
        #expect(error?.remedy.hasPrefix(remedy + "Contoso Training (\(Self.one)), ") == true)
        #expect(error?.remedy.contains("Contoso Lab (\(Self.three)), 7, Twin (t1)") == true)
    }

    @Test(
        "is named as the likely one for an id that differs by case alone, or by a slip",
        arguments: [
            (one.uppercased(), one), (String(one.dropLast()) + "8", one), ("T1", "t1"),
        ]
    )
    func unknownID(_ id: String, _ likely: String) {
        let error = directory.unknown(AccountID(id))
        #expect(error.code == .unknownAccount)
        #expect(error.detail == "account “\(id)” not found")
        #expect(error.remedy.hasPrefix("Did you mean “\(likely)”? The credential's scope covers: Contoso Training"))
    }

    @Test("is said to be one of ten that are named, and how many more there are")
    func many() {
        let accounts = (1...12).map { account("a\($0)", "Room \($0)") }
        let remedy = AccountDirectory(accounts: accounts).unknown("ffffffff-0000-4000-8000-000000000000").remedy
        #expect(remedy.hasPrefix("The credential's scope covers: Room 1 (a1), "))
        #expect(remedy.hasSuffix("Room 10 (a10), and 2 more"))
        #expect(
            AccountDirectory(accounts: []).unknown("x").remedy
                == "The credential's scope covers no account; check the client id"
        )
    }

    @Test("is not found by its name where the credential must not list accounts: 64, with what to give instead")
    func unlisted() {
        let directory = AccountDirectory(accounts: nil)
        let error = #expect(throws: CommandError.self) { try directory.account(named: "Contoso Lab") }
        #expect(error?.code == .unknownAccount)
        #expect(error?.detail.contains("the credential must not list accounts") == true)
        #expect(error?.remedy == "Give the account's id instead, or the console's address of it")
        #expect(
            directory.unknown("x").remedy.hasPrefix(
                "Check the id, the base URL, and that the credential's scope covers"
            )
        )
    }
}
