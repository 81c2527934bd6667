// Text from outside is compared, split and cut by bytes or scalars. A `Character` swallows the mark behind a quotation mark, a comma or a
// slash, and is then another one than the one that was looked for.

extension StringProtocol {
    /// Whether the text begins with these very bytes.
    package func begins(with start: String) -> Bool { utf8.starts(with: start.utf8) }

    /// Whether the text ends with these very bytes.
    package func ends(with end: String) -> Bool { utf8.suffix(end.utf8.count).elementsEqual(end.utf8) }

    /// Whether the text holds a scalar, whatever marks follow it.
    package func holds(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }

    /// Whether nothing but white space is in it.
    package var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

    /// The parts between separators, the empty ones too.
    package func parts(between separator: Unicode.Scalar, maxSplits: Int = .max) -> [String] {
        unicodeScalars.split(separator: separator, maxSplits: maxSplits, omittingEmptySubsequences: false)
            .map { String(String.UnicodeScalarView($0)) }
    }

    /// Without spaces and tabs at its ends.
    package var withoutOuterBlanks: String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        let end = unicodeScalars.lastIndex { !isBlank($0) }.map { unicodeScalars.index(after: $0) }
        return String(String.UnicodeScalarView(unicodeScalars[..<(end ?? startIndex)].drop(while: isBlank)))
    }

    /// The text without white space and line ends around it.
    package func trimmingWhitespace() -> String {
        let isText = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace }
        guard let first = unicodeScalars.firstIndex(where: isText), let last = unicodeScalars.lastIndex(where: isText)
        else { return "" }
        return String(String.UnicodeScalarView(unicodeScalars[first...last]))
    }
}

extension String {
    /// The text without a byte order mark at its head, as editors and shells put it there.
    package func droppingByteOrderMark() -> String {
        unicodeScalars.first == "\u{FEFF}" ? String(String.UnicodeScalarView(unicodeScalars.dropFirst())) : self
    }

    /// The text with some scalars written in another way.
    ///
    /// - Parameter replacement: How a scalar is written; `nil` for as it is.
    /// - Returns: The text that results.
    package func rewritten(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let text = replacement(scalar) {
                result.append(contentsOf: text.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    /// Whether it can stand on a screen without doing anything there: it is no control character, no invisible formatting character such
    /// as a mark of direction, no line end, and not for private use.
    package var isPrintable: Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: return false
        default: return true
        }
    }

    /// Whether it is put onto the letter before it.
    package var isMark: Bool {
        guard value >= 0x300 else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: return true
        default: return false
        }
    }
}

extension UInt8 {
    /// Whether it is a letter or a digit of ASCII.
    package var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: isDigit
        }
    }

    /// Whether it is a digit of ASCII.
    package var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

/// Paths, taken apart at the bytes that the system takes for slashes.
package enum FolderPath {
    /// The folder that a path lies in; `nil` when the path has no slash.
    package static func of(_ path: String) -> String? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == path.utf8.startIndex ? "/" : String(Substring(path.utf8[..<slash]))
    }

    /// What stands behind the last slash of a path, or the path where there is none.
    package static func name(in path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(Substring(path.utf8[path.utf8.index(after: slash)...]))
    }

    /// A folder without a slash at its end, but for the root.
    package static func plain(_ folder: String) -> String {
        folder.utf8.count > 1 && folder.ends(with: "/") ? String(Substring(folder.utf8.dropLast())) : folder
    }
}
