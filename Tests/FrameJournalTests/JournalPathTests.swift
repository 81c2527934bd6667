import FrameOperations
import Testing

@testable import FrameJournal

@Suite("The journal's place")
struct JournalPathTests {
    @Test(
        "is in the state folder of the user",
        arguments: [
            (["XDG_STATE_HOME": "/state", "HOME": "/home/ann"], "/state/framectl/journal.sqlite"),
            (["XDG_STATE_HOME": "/state/"], "/state/framectl/journal.sqlite"),
            (["HOME": "/home/ann"], "/home/ann/.local/state/framectl/journal.sqlite"),
            (["XDG_STATE_HOME": "", "HOME": "/home/ann"], "/home/ann/.local/state/framectl/journal.sqlite"),
            (["XDG_STATE_HOME": "state", "HOME": "/home/ann"], "/home/ann/.local/state/framectl/journal.sqlite"),
            (["HOME": "/"], "/.local/state/framectl/journal.sqlite"),
        ]
    )
    func standard(environment: [String: String], path: String) throws {
        #expect(try JournalPath.standard(environment: environment) == path)
    }

    @Test(
        "is asked for when there is no such folder",
        arguments: [[:], ["HOME": ""], ["HOME": "home", "XDG_STATE_HOME": "x"]]
    )
    func nowhere(environment: [String: String]) {
        let error = #expect(throws: JournalError.self) { try JournalPath.standard(environment: environment) }
        #expect(error?.code == .unavailable)
        #expect(error?.remedy.contains("--journal") == true)
    }

    @Test("is a path whatever it looks like", arguments: [":memory:", "file:x?mode=memory", "x"])
    func absolute(path: String) throws {
        let absolute = try JournalPath.absolute(path)
        #expect(absolute.hasPrefix("/") && absolute.hasSuffix("/\(path)"))
    }

    @Test("is not empty", arguments: ["", "a\0b"])
    func empty(path: String) {
        #expect(throws: JournalError.self) { try JournalPath.absolute(path) }
    }
}
