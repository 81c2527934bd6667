package import FoundationEssentials
import FrameAPI

/// The one form in which an event is written down and hashed: keys sorted, no white space, slashes as they are.
extension RunEvent {
    /// The event as canonical JSON.
    ///
    /// What comes once or more for every session is written straight to bytes, which takes a fraction of the time that an encoder
    /// needs; the rest is left to the encoder, and so is every text that needs an escape. Both give the same bytes.
    ///
    /// - Throws: What the encoder throws.
    package func canonicalJSON() throws -> Data {
        if let bytes = shortForm { return Data(bytes) }
        return try Self.encoder.encode(self)
    }

    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }()

    private var shortForm: [UInt8]? {
        var line = CanonicalLine()
        switch fact {
        case .closing(let closing):
            line.add("attempt", closing.attempt)
            line.add("event", "closing")
            line.add("seq", sequence)
            line.add("session", closing.session.value)
        case .withdrawn(let withdrawn):
            line.add("event", "withdrawn")
            line.add("seq", sequence)
            line.add("session", withdrawn.session.value)
        case .answered(let answered):
            if let detail = answered.detail { line.add("detail", detail) }
            line.add("event", "answered")
            line.add("meaning", answered.meaning.rawValue)
            line.add("seq", sequence)
            line.add("session", answered.session.value)
            if let status = answered.status { line.add("status", status) }
        case .closed(let sighting):
            line.add(sighting, as: "closed", sequence)
        case .alreadyGone(let sighting):
            line.add(sighting, as: "already-gone", sequence)
        default:
            return nil
        }
        return line.finish(at: time)
    }
}

/// One flat JSON object, written member by member in the order of their keys; `time` comes last of all keys.
private struct CanonicalLine {
    private var bytes: [UInt8] = []
    private var isPlain = true

    init() {
        bytes.reserveCapacity(224)
        bytes.append(UInt8(ascii: "{"))
    }

    mutating func add(_ key: StaticString, _ value: Int) {
        addKey(key)
        bytes.append(contentsOf: String(value).utf8)
        bytes.append(UInt8(ascii: ","))
    }

    mutating func add(_ key: StaticString, _ value: String) {
        addKey(key)
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            isPlain =
                isPlain && byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ","))
    }

    mutating func add(_ sighting: Sighting, as name: String, _ sequence: Int) {
        add("event", name)
        add("pool", sighting.pool.value)
        add("seq", sequence)
        add("session", sighting.session.value)
    }

    /// The whole line; `nil` when a text or the time is not to be written as it stands.
    consuming func finish(at time: Date) -> [UInt8]? {
        guard isPlain, let moment = MillisecondText(time) else { return nil }
        addKey("time")
        bytes.append(UInt8(ascii: "\""))
        moment.write(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    private mutating func addKey(_ key: StaticString) {
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }
}
