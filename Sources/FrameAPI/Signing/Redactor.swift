/// Takes hidden values out of whatever is about to be shown, in case a server or a proxy echoes a request.
struct Redactor: Sendable {
    private let hidden: [[UInt8]]

    init(hidden: [String]) {
        self.hidden = hidden.map { Array($0.utf8) }.filter { !$0.isEmpty }
    }

    func redact(_ text: String) -> String {
        String(decoding: redact(Array(text.utf8)), as: UTF8.self)
    }

    func redact(_ bytes: [UInt8]) -> [UInt8] {
        hidden.reduce(bytes) { Self.replace($1, in: $0) }
    }

    private static func replace(_ needle: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        guard let head = needle.first, bytes.count >= needle.count else { return bytes }
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        let last = bytes.count - needle.count
        while index <= last {
            if bytes[index] == head, bytes[index..<index + needle.count].elementsEqual(needle) {
                result.append(contentsOf: bytes[copied..<index])
                result.append(contentsOf: "<redacted>".utf8)
                index += needle.count
                copied = index
            } else {
                index += 1
            }
        }
        guard copied > 0 else { return bytes }
        result.append(contentsOf: bytes[copied...])
        return result
    }
}
