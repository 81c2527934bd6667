import FrameAPI
import FrameOperations

extension ErrorWords {
    static func unknownPool(
        _ name: String,
        _ purpose: OperationsError.NamedFor,
        nearest: String?,
        listed: [Pool],
        _ terms: Terms
    ) -> Self {
        let known = listed.prefix(mostPools).compactMap { pool in
            pool.id.map { id in pool.name.map { "\($0) (\(id))" } ?? id.value }
        }
        return ErrorWords(
            detail: "\(terms(purpose)) “\(name)” matches no pool of this account" + namelessness(of: listed),
            remedy: (nearest.map { "Did you mean “\($0)”? " } ?? "")
                + (known.isEmpty ? "The account has no pools" : "Its pools are: \(known.joined(separator: ", "))")
                + (listed.count > known.count ? ", and \(listed.count - known.count) more" : "")
        )
    }

    static func ambiguousPool(
        _ name: String,
        _ purpose: OperationsError.NamedFor,
        _ pools: [PoolID],
        _ terms: Terms
    ) -> Self {
        ErrorWords(
            detail: "\(terms(purpose)) “\(name)” matches \(pools.count) pools",
            remedy: "Name the one that is meant by its id: \(pools.map(\.value).joined(separator: ", "))"
        )
    }

    static func ambiguousSession(excluded: SessionID, listed: SessionID, _ terms: Terms) -> Self {
        ErrorWords(
            detail: "\(terms(.excludeSession)) “\(shown(excluded))” is not listed, and differs from the "
                + "listed session “\(shown(listed))” by letter case or composition alone",
            remedy: "Copy the id as the listing has it. Nothing was closed"
        )
    }

    static func sessionNotSelected(
        _ session: SessionID,
        pool: String?,
        _ reason: SkipReason,
        kinds: [String],
        _ terms: Terms
    ) -> Self {
        let remedy = reason.kind.map { selecting(kinds + [$0], terms) } ?? "name its pool, too"
        return ErrorWords(
            detail: "\(terms(.session)) “\(shown(session))” is listed\(pool.map { " in pool “\($0)”" } ?? ""), and "
                + "would not be closed: \(reason.words(in: terms))",
            remedy: "Leave it out, or \(remedy)"
        )
    }

    static func poolOfOtherKind(
        _ pool: PoolID,
        name: String?,
        kind: String?,
        selected: [String],
        _ terms: Terms
    ) -> Self {
        ErrorWords(
            detail: "\(terms(.pool)) \(name.map { "“\($0)” (\(pool))" } ?? "“\(pool)”") is of "
                + (kind.map { "kind \($0)" } ?? "no known kind")
                + ", and only pools of kind \(selected.joined(separator: ", ")) are selected",
            remedy: kind.map { "Leave the pool out, or \(selecting(selected + [$0], terms))" }
                ?? "Leave the pool out; \(terms(.kind)) cannot select it, because the service lists no certain kind for it"
        )
    }

    static func noSelectedPool(
        kinds: [String],
        found: [OperationsError.KindCount],
        isNamed: Bool,
        _ terms: Terms
    ) -> Self {
        let counts = found.map { "\($0.kind ?? "(no kind)") (\($0.pools))" }.joined(separator: ", ")
        return ErrorWords(
            detail: (isNamed ? "\(terms(.pool)) names" : "this account has")
                + " no pool of kind \(kinds.joined(separator: ", ")); "
                + (counts.isEmpty ? "it shows no pool at all" : "the kinds that there are: \(counts)"),
            remedy: "Check the account and the credential's role; name other kinds with \(terms(.kind)), if they are "
                + "meant"
        )
    }

    /// How many pools are named.
    static let mostPools = 10

    /// The note that names cannot match, where the service sent none.
    static func namelessness(of pools: [Pool]) -> String {
        pools.contains { $0.name != nil } ? "" : "; the service sent no names, so only ids can match"
    }

    private static func shown(_ session: SessionID) -> String { Excerpt.of(session.value, limit: 120) }

    private static func selecting(_ kinds: [String], _ terms: Terms) -> String {
        "select its kind, too: " + kinds.map { terms(.kind, $0) }.joined(separator: " ")
    }
}

extension Terms {
    /// The option that named a pool.
    fileprivate func callAsFunction(_ purpose: OperationsError.NamedFor) -> String {
        switch purpose {
        case .selecting: self(.pool)
        case .excluding: self(.excludePool)
        }
    }
}
