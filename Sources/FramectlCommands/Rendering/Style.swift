/// Colour and weight, where they are supported: on a terminal, and without `NO_COLOR`.
struct Style: Sendable {
    private let isOn: Bool

    init(isOn: Bool) {
        self.isOn = isOn
    }

    init(_ context: CommandContext, on stream: StandardStream) {
        let environment = context.environment
        self.init(
            isOn: context.terminal.isInteractive(stream) && environment["NO_COLOR", default: ""].isEmpty
                && environment["TERM"] != "dumb"
        )
    }

    /// None, for any reader.
    static let plain = Style(isOn: false)

    func strong(_ text: String) -> String { wrap(text, "1") }
    func good(_ text: String) -> String { wrap(text, "32") }
    func bad(_ text: String) -> String { wrap(text, "31") }
    func faint(_ text: String) -> String { wrap(text, "2") }

    private func wrap(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
