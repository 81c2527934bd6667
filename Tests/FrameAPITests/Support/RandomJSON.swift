/// Random JSON text of every kind of value, with texts that hold what structure is made of.
enum RandomJSON {
    static func array(using generator: inout SeededGenerator) -> String {
        list(count: Int.random(in: 0...20, using: &generator), depth: 3, using: &generator)
    }

    /// Objects as they stand in a list, with keys of an entity and others, now and then one of them twice.
    static func objects(using generator: inout SeededGenerator) -> String {
        let keys = ["id", "pool_id", "k0", "k1", "k2", "größe", "", "other", "i", "di"]
        let objects = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
            var members = keys.shuffled(using: &generator).prefix(Int.random(in: 1...10, using: &generator))
            if Int.random(in: 0..<20, using: &generator) == 0 { members.append(pick(keys, using: &generator)) }
            let texts = members.map { key in
                spaced("\"\(key)\"", using: &generator) + ":"
                    + spaced(value(depth: 2, using: &generator), using: &generator)
            }
            return spaced("{" + texts.joined(separator: ",") + "}", using: &generator)
        }
        return objects.joined(separator: ",")
    }

    private static func value(depth: Int, using generator: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: pick(["null", "true", "false"], using: &generator)
        case 1: pick(["0", "-1", "12345678901234567", "1.5", "-2.5e3", "1E2"], using: &generator)
        case 2, 3, 4: text(using: &generator)
        case 5, 6: object(depth: depth - 1, using: &generator)
        default: list(count: Int.random(in: 0...3, using: &generator), depth: depth - 1, using: &generator)
        }
    }

    private static func list(count: Int, depth: Int, using generator: inout SeededGenerator) -> String {
        var items: [String] = []
        for _ in 0..<count {
            items.append(spaced(value(depth: depth, using: &generator), using: &generator))
        }
        return spaced(
            "[" + (items.isEmpty ? space(using: &generator) : items.joined(separator: ",")) + "]",
            using: &generator
        )
    }

    private static func object(depth: Int, using generator: inout SeededGenerator) -> String {
        var members: [String] = []
        for index in 0..<Int.random(in: 0...3, using: &generator) {
            let value = spaced(value(depth: depth, using: &generator), using: &generator)
            members.append(spaced("\"k\(index)]\\\",\"", using: &generator) + ":" + value)
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "]", "[", "{", "}", ",", ":", "\\\"", "\\\\", "\\/", "\\n", "\\u005d", "\\ud83d\\udda5", "é", "🖥", " ",
        ]
        var text = "\""
        for _ in 0..<Int.random(in: 0...5, using: &generator) { text += pick(pieces, using: &generator) }
        return text + "\""
    }

    private static func space(using generator: inout SeededGenerator) -> String {
        pick(["", "", "", " ", "\n", "\r\n\t "], using: &generator)
    }

    private static func spaced(_ text: String, using generator: inout SeededGenerator) -> String {
        space(using: &generator) + text + space(using: &generator)
    }

    private static func pick(_ choices: [String], using generator: inout SeededGenerator) -> String {
        choices.randomElement(using: &generator) ?? ""
    }
}
