import FoundationEssentials

/// One JSON object, written member by member in the order of their keys; `time` is the last of all keys.
struct CanonicalLine {
    var bytes: [UInt8] = []
    private var isPlain = true
    /// The text of the last moment: many events have the same.
    private var lastMoment: (moment: MillisecondText, text: [UInt8])?

    /// Begins an object in an unused buffer.
    mutating func begin(with buffer: inout [UInt8]) {
        swap(&bytes, &buffer)
        bytes.removeAll(keepingCapacity: true)
        bytes.append(UInt8(ascii: "{"))
        isPlain = true
    }

    mutating func add(_ key: StaticString, _ value: Int) {
        add(key: key)
        bytes.append(contentsOf: String(value).utf8)
        bytes.append(UInt8(ascii: ","))
    }

    mutating func add(_ key: StaticString, _ value: String) {
        add(key: key)
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { text in
            isPlain = isPlain && text.allSatisfy(Self.needsNoEscape)
            bytes.append(contentsOf: text)
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ","))
    }

    /// Adds a list of objects.
    mutating func add<Element>(_ key: StaticString, _ list: [Element], _ members: (inout Self, Element) -> Void) {
        add(key: key)
        bytes.append(UInt8(ascii: "["))
        for element in list {
            bytes.append(UInt8(ascii: "{"))
            members(&self, element)
            end(with: "}")
            bytes.append(UInt8(ascii: ","))
        }
        end(with: "]")
        bytes.append(UInt8(ascii: ","))
    }

    /// Ends the object with its time; `false` when a text needs an escape, or the time has another form.
    mutating func finish(at time: Date) -> Bool {
        guard isPlain, let moment = MillisecondText(time) else { return false }
        if lastMoment?.moment != moment {
            var text: [UInt8] = []
            moment.write(to: &text)
            lastMoment = (moment, text)
        }
        add(key: "time")
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: lastMoment?.text ?? [])
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: "}"))
        return true
    }

    private mutating func add(key: StaticString) {
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Replaces the comma after the last member, if there is one, by a bracket.
    private mutating func end(with bracket: Unicode.Scalar) {
        if bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
        bytes.append(UInt8(ascii: bracket))
    }

    private static func needsNoEscape(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
    }
}
