package import FrameAPI

/// The pools of one listing by id, with contradictory ones separate from known ones.
package struct PoolDirectory: Sendable {
    /// What the listing says about a pool id.
    package enum Entry: Sendable, Equatable {
        /// One kind, in the service's spelling.
        case known(kind: String)
        /// The listing gives no kind.
        case withoutKind
        /// The listing shows the id twice, with different kinds.
        case contradictory
    }

    private let entries: [PoolID: Entry]
    /// The pools that have an id, the first of each id, in the listing's order.
    package let pools: [Pool]
    /// How many pools of the listing have no id.
    package let withoutID: Int

    /// Reads a listing.
    package init(_ listed: [Pool]) {
        var entries: [PoolID: Entry] = [:]
        var pools: [Pool] = []
        for pool in listed {
            guard let id = pool.id else { continue }
            let entry: Entry =
                pool.isContradictory ? .contradictory : pool.kind.map { .known(kind: $0) } ?? .withoutKind
            if let earlier = entries[id] {
                entries[id] = Self.agree(earlier, entry) ? earlier : .contradictory
            } else {
                entries[id] = entry
                pools.append(pool)
            }
        }
        self.entries = entries
        self.pools = pools
        withoutID = listed.count { $0.id == nil }
    }

    /// What the listing says about an id; `nil` when it does not show it.
    package subscript(id: PoolID) -> Entry? {
        entries[id]
    }

    /// The kind of a pool, when it is known.
    package func kind(of id: PoolID) -> String? {
        guard case .known(let kind) = entries[id] else { return nil }
        return kind
    }

    private static func agree(_ one: Entry, _ other: Entry) -> Bool {
        switch (one, other) {
        case (.known(let one), .known(let other)): one.lowercased() == other.lowercased()
        default: one == other
        }
    }
}
