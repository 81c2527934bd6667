/// What a text must be that is shown on a terminal.
enum Shown {
    /// Something in the text that does more to a terminal than to show a character or to begin a line; `nil` when there is nothing.
    static func flaw(in text: String) -> String? {
        let odd = text.unicodeScalars.first { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
            default: false
            }
        }
        return odd.map { "U+\(String($0.value, radix: 16, uppercase: true)) is shown" }
    }
}
