/// The description of one session in the answers: the documented fields, and more that a client has to tolerate.
struct SessionDescription {
    private let given: ScenarioSession
    private let number: Int
    private let id: ScalarValue
    private let poolID: ScalarValue
    private let accountID: String
    private let opened: Moment
    private let instanceID: String
    private let choices: (system: Int, browser: Int, wire: Int)
    /// Nil when the field is omitted.
    let state: String?

    init(
        given: ScenarioSession,
        number: Int,
        drawnID: String,
        poolID: ScalarValue,
        accountID: String,
        opened: Moment,
        justOpened: Bool,
        random: SplitMix64
    ) {
        var random = random
        self.given = given
        self.number = number
        id = given.id ?? .text(drawnID)
        self.poolID = given.poolID ?? poolID
        self.accountID = accountID
        self.opened = opened
        instanceID = IdentifierMint.gateway(&random)
        choices = (random.integer(below: 3), random.integer(below: 3), random.integer(below: 2))
        let rare = random.integer(below: 20)
        let drawn = justOpened ? "init" : rare == 0 ? "reserved" : rare == 1 ? "OPEN" : "open"
        state = given.leaveOut.contains(.state) ? nil : given.state ?? drawn
    }

    /// The id in a path; nil when the answer shows none.
    var identity: String? {
        given.leaveOut.contains(.id) ? nil : id.identity
    }

    /// The JSON object without its state and its closing brace.
    func openObject() -> ArraySlice<UInt8> {
        var writer = JSONWriter()
        writer.object {
            if !given.leaveOut.contains(.id) { $0.field("id", id) }
            if !given.leaveOut.contains(.poolID) { $0.field("pool_id", poolID) }
            if !given.leaveOut.contains(.user) { $0.field("user", given.user ?? user) }
            $0.field("account_id", accountID)
            $0.field("inserted_at", opened.timestamp(zulu: number.isMultiple(of: 2)))
            $0.field("protocol", choices.wire == 0 ? "frp8" : "frp7")
            $0.field("terminated_by", nil)
            $0.nested("instance") {
                $0.field("external_id", instanceID)
                $0.field("type", "air_8gb")
            }
            $0.nested("client") {
                $0.field("browser", ["Chrome", "Edge", "Firefox"][choices.browser])
                $0.field("system", ["Windows 11", "macOS 15", "ChromeOS"][choices.system])
            }
        }
        return writer.bytes.dropLast()
    }

    private var user: String {
        var digits: [UInt8] = []
        digits.appendDigits(number, width: max(4, String(number).utf8.count))
        return "user-\(String(decoding: digits, as: UTF8.self))@example.com"
    }
}
