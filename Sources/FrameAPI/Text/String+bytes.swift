// Untrusted input is compared, split and truncated by bytes or scalars. A `Character` includes the mark after a quotation mark, a comma or
// a slash, and then is not equal to the plain one.

extension StringProtocol {
    /// Whether the text begins with exactly these bytes.
    package func begins(with start: String) -> Bool { utf8.starts(with: start.utf8) }

    /// Whether the text ends with exactly these bytes.
    package func ends(with end: String) -> Bool { utf8.suffix(end.utf8.count).elementsEqual(end.utf8) }

    /// Whether the text holds a scalar, whatever marks follow it.
    package func holds(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }

    /// Whether it contains only white space.
    package var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

    /// The parts between separators, including empty ones.
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
    /// The text without a byte order mark at its head, which editors and shells add.
    package func droppingByteOrderMark() -> String {
        unicodeScalars.first == "\u{FEFF}" ? String(String.UnicodeScalarView(unicodeScalars.dropFirst())) : self
    }

    /// The text with some scalars written differently.
    ///
    /// - Parameter replacement: The replacement of a scalar; `nil` to keep it.
    /// - Returns: The new text.
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
    /// Whether it has no effect on a terminal except itself: it is no control character, no invisible formatting character such as a mark
    /// of direction, no line end, and not for private use.
    package var isPrintable: Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: return false
        default: return true
        }
    }

    /// Whether it combines with the letter before it.
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

/// Paths, split at the bytes that the system takes for slashes.
package enum FolderPath {
    /// The folder of a path; `nil` when the path has no slash.
    package static func of(_ path: String) -> String? {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == path.utf8.startIndex ? "/" : String(Substring(path.utf8[..<slash]))
    }

    /// The part after the last slash of a path, or the path where there is none.
    package static func name(in path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(Substring(path.utf8[path.utf8.index(after: slash)...]))
    }

    /// A folder without a trailing slash, except the root.
    package static func plain(_ folder: String) -> String {
        folder.utf8.count > 1 && folder.ends(with: "/") ? String(Substring(folder.utf8.dropLast())) : folder
    }
}
