import FrameAPI

/// A session id as given: on the command line, or on a line of standard input.
///
/// Ids are opaque, but none contains what may be copied with one: quotation marks, invisible characters, the rest of a line.
enum SessionWord {
    /// Reads a word as an id.
    ///
    /// - Parameter text: The word; a byte order mark before it is dropped.
    /// - Returns: The id.
    /// - Throws: ``ArgumentProblem`` that names the part that cannot belong to an id.
    static func id(in text: String) throws(ArgumentProblem) -> SessionID {
        try checked(withoutMark(text))
    }

    private static func checked(_ word: String) throws(ArgumentProblem) -> SessionID {
        guard !word.isBlank else {
            throw ArgumentProblem("it is empty; name a session id")
        }
        for scalar in word.unicodeScalars {
            if let problem = problem(with: scalar) { throw ArgumentProblem(problem) }
        }
        guard word.utf8.count <= PathSegment.longest else {
            throw ArgumentProblem("it is longer than \(PathSegment.longest) bytes, which no session id is")
        }
        let id = SessionID(word)
        guard id.isSendable else {
            throw ArgumentProblem("it is not a session id: /, ? and # cannot be sent in one, and neither can . or ..")
        }
        return id
    }

    /// A text without the byte order mark that some editors and shells add.
    static func withoutMark(_ text: String) -> String {
        text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func problem(with scalar: Unicode.Scalar) -> String? {
        let properties = scalar.properties
        if properties.isQuotationMark || "`´".unicodeScalars.contains(scalar) {
            return "it contains a quotation mark (\(scalar)); give the id without quotes"
        }
        if scalar == "\u{FFFD}" { return "it contains a byte that is not text (UTF-8)" }
        if scalar == "," || scalar == ";" { return "it contains “\(scalar)”; name one id at a time" }
        if properties.isWhitespace { return "it contains white space (\(name(scalar))); name one id at a time" }
        switch properties.generalCategory {
        case .control: return "it contains the control character \(name(scalar))"
        case .format: return "it contains the invisible character \(name(scalar))"
        default:
            return properties.isDefaultIgnorableCodePoint ? "it contains the invisible character \(name(scalar))" : nil
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension SessionWord {
    /// The ids on standard input, one on each line.
    ///
    /// - Throws: ``CommandError`` with the code `invalid-input`, which names the line.
    static func ids(from terminal: any Terminal) async throws(CommandError) -> [SessionID] {
        var ids: [SessionID] = []
        var number = 0
        while var line = await terminal.readLine() {
            number += 1
            if number == 1 { line = withoutMark(line) }
            let words = line.unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            guard let word = words.first else { continue }
            do throws(ArgumentProblem) {
                guard words.count == 1 else { throw ArgumentProblem("it holds more than one word") }
                ids.append(try checked(String(word)))
            } catch {
                throw CommandError(
                    .invalidInput,
                    detail:
                        "line \(number) of standard input, “\(Excerpt.of(line, limit: 120))”, is not a session id: \(error)",
                    remedy: "Write one session id a line, like gateway-prod.KR5LDopQG8MzV136; nothing was closed"
                )
            }
        }
        guard !ids.isEmpty else {
            throw CommandError(
                .invalidInput,
                detail: "--session - found no session id on standard input",
                remedy: "Pipe ids in, one a line; nothing was closed"
            )
        }
        return ids
    }
}
