import Testing

@testable import FrameOperations

@Suite("What may have been meant")
struct NearestWordTests {
    private static let commands = ["demo", "plan", "close", "apply", "wait-empty", "runs", "pools", "sessions"]
    private static let pools = ["Hall A, demo stations", "Hall B, hands-on lab", "Theatre", "Reception kiosks"]

    @Test(
        "is what is the fewest slips away",
        arguments: [
            ("clsoe", "close"), ("cloes", "close"), ("close", "close"), ("CLOSE", "close"), ("plam", "plan"),
            ("pan", "plan"),
            ("plaan", "plan"), ("waitempty", "wait-empty"), ("wait_emtpy", "wait-empty"), ("pool", "pools"),
            ("session", "sessions"),
        ]
    )
    func command(word: String, meant: String) {
        #expect(NearestWord.of(word, among: Self.commands) == meant)
    }

    @Test(
        "is the only one that holds what was written, where nothing is near",
        arguments: [("Hall A", "Hall A, demo stations"), ("kiosk", "Reception kiosks"), ("Theater", "Theatre")]
    )
    func pool(word: String, meant: String) {
        #expect(NearestWord.of(word, among: Self.pools) == meant)
    }

    @Test(
        "is a name of settings with its parts apart or left out",
        arguments: [
            ("acconut", "account"), ("Account", "account"), ("user", "users"), ("readonly", "read_only"),
            ("client", "client_id"), ("maxsessions", "max_sessions"),
        ]
    )
    func setting(word: String, meant: String) {
        let settings = ["account", "client_id", "pools", "users", "read_only", "max_sessions"]
        #expect(NearestWord.of(word, among: settings) == meant)
    }

    @Test(
        "is nothing where nothing is near, or several are as good",
        arguments: ["", "x", "Hall", "Lobby", "Theatrical releases"]
    )
    func nothing(word: String) {
        #expect(NearestWord.of(word, among: Self.pools) == nil)
    }

    @Test(
        "a slip is a letter too many, too few, wrong, or exchanged with the next",
        arguments: [
            ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "acb", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
        ]
    )
    func slips(one: String, other: String, count: Int) {
        #expect(NearestWord.slips(from: Array(one), to: Array(other)) == count)
        #expect(NearestWord.slips(from: Array(other), to: Array(one)) == count)
    }
}
