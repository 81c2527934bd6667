import DeterministicTesting

extension WireListing {
    /// Becomes what a fault makes of it.
    ///
    /// - Parameters:
    ///   - fault: The fault.
    ///   - world: Says which sessions are hidden: the same ones each time.
    ///   - earlier: The first listing of this world.
    ///   - now: The present.
    ///   - dice: What differs from time to time.
    mutating func suffer(
        _ fault: Fault,
        in world: World,
        earlier: WireListing?,
        now: Duration,
        _ dice: inout SeededGenerator
    ) {
        switch fault {
        case .duplicates: rows += rows
        case .reordered: rows.shuffle(using: &dice)
        case .cutListing:
            guard let length = [10, 20, 25].last(where: { $0 < rows.count }) else { return }
            rows = Array(rows.prefix(length))
        case .hidesOne:
            let hidden = rows.compactMap(\.shown.id).min {
                (world.number(of: $0, below: 1_000), $0) < (world.number(of: $1, below: 1_000), $1)
            }
            rows.removeAll { $0.shown.id == hidden }
        case .hidesHalf: rows.removeAll { world.hides($0.shown) }
        case .hidesProduction: rows.removeAll { $0.shown.pool?.hasPrefix("prod") == true }
        case .nobody: rows = []
        case .page, .pageTotal, .pageNext, .pageToken, .pageRange, .pageLink, .partial: cutPage(fault)
        case .cachedDate, .cachedAge, .cachedBoth:
            guard let earlier else { return }
            self = earlier
            hasOldDate = fault != .cachedAge
            age = fault == .cachedDate ? nil : now - earlier.asOf
        case .cachedNobody:
            rows = []
            asOf = now - .seconds(3_600)
            age = .seconds(3_600)
        default: spoilRows(fault, in: world, &dice)
        }
    }

    /// The first rows of several pages, with what some services say of that.
    private mutating func cutPage(_ fault: Fault) {
        let total = rows.count
        guard total > 0 else { return }
        let length = min(16, total - 1)
        rows = Array(rows.prefix(length))
        switch fault {
        case .pageTotal: headers = [("X-Total-Count", "\(total)")]
        case .pageNext: headers = [("X-Next-Page", "2")]
        case .pageToken: headers = [("X-Next-Token", "c2Vzc2lvbnM6MTY")]
        case .pageRange: headers = [("Content-Range", "sessions 0-\(max(0, length - 1))/\(total)")]
        case .pageLink: headers = [("Link", #"<https://127.0.0.1:1/v1/sessions?page=2>; rel="next""#)]
        case .partial: status = 206
        default: break
        }
    }

    /// Rows whose id is not what it was: one, half or all of them.
    private mutating func spoilRows(_ fault: Fault, in world: World, _ dice: inout SeededGenerator) {
        let share = dice.next(below: 3)
        let only = rows.isEmpty ? 0 : dice.next(below: rows.count)
        for index in rows.indices where share == 2 || (share == 0 ? index == only : world.hides(rows[index].shown)) {
            let shown = rows[index].shown
            guard let id = shown.id else { continue }
            switch fault {
            case .nullID: rows[index] = Row(shown, member: #""id": null"#.utf8)
            case .renamedID: rows[index] = Row(shown, member: #""session_id": "\#(id)""#.utf8)
            case .objectID: rows[index] = Row(shown, member: #""id": {"value": "\#(id)"}"#.utf8)
            case .booleanID: rows[index] = Row(shown, member: #""id": true"#.utf8)
            case .doubledID: rows[index] = Row(shown, member: #""id": "\#(id)", "id": "x-\#(index)""#.utf8)
            case .unreadableID:
                rows[index] = Row(shown, member: Array(#""id": "\#(id)"#.utf8) + [0xFF, UInt8(ascii: "\"")])
            case .otherCaseID:
                rows[index] = Row(
                    Tape.Shown(id: id == id.uppercased() ? id.lowercased() : id.uppercased(), pool: shown.pool)
                )
            default: break
            }
        }
    }
}

extension World {
    /// Whether a listing that hides half of the sessions hides this one.
    fileprivate func hides(_ shown: Tape.Shown) -> Bool {
        shown.id.map { number(of: $0, below: 2) == 0 } ?? false
    }
}
