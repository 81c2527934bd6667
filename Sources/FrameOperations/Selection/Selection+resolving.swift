import FrameAPI

extension Selection {
    /// Finds the pools that a user named, by id first and then by name without regard to case.
    static func resolve(
        _ names: [String],
        option: String,
        in directory: PoolDirectory
    ) throws(OperationsError) -> Set<PoolID> {
        var found: Set<PoolID> = []
        for name in names {
            if directory[PoolID(name)] != nil {
                found.insert(PoolID(name))
                continue
            }
            let fitting = directory.pools.filter { $0.name?.lowercased() == name.lowercased() }.compactMap(\.id)
            guard let first = fitting.first else { throw unknownPool(name, option: option, in: directory) }
            guard fitting.count == 1 else {
                throw OperationsError(
                    .ambiguousPool,
                    detail: "\(option) “\(name)” fits \(fitting.count) pools",
                    remedy: "Name the one that is meant by its id: \(fitting.map(\.value).joined(separator: ", "))"
                )
            }
            found.insert(first)
        }
        return found
    }

    private static func unknownPool(_ name: String, option: String, in directory: PoolDirectory) -> OperationsError {
        let namesWereSent = directory.pools.contains { $0.name != nil }
        let known = directory.pools.prefix(10).compactMap { pool in
            pool.id.map { id in pool.name.map { "\($0) (\(id))" } ?? id.value }
        }
        let meant = NearestWord.of(name, among: directory.pools.flatMap { [$0.name, $0.id?.value].compactMap { $0 } })
        return OperationsError(
            .unknownPool,
            detail: "\(option) “\(name)” fits no pool of this account"
                + (namesWereSent ? "" : "; the service sent no names, so only ids can match"),
            remedy: (meant.map { "Did you mean “\($0)”? " } ?? "")
                + (known.isEmpty ? "The account has no pools" : "Its pools are: \(known.joined(separator: ", "))")
                + (directory.pools.count > known.count ? ", and \(directory.pools.count - known.count) more" : "")
        )
    }

    /// A named pool is of a kind that is not selected: all of its sessions would be skipped, though it was named.
    static func otherKind(
        _ id: PoolID,
        _ criteria: SelectionCriteria,
        in directory: PoolDirectory
    ) -> OperationsError {
        let kind = directory.kind(of: id)
        let pool = directory.pools.first { $0.id == id }
        let title = pool?.name.map { "“\($0)” (\(id))" } ?? "“\(id)”"
        let wanted = criteria.kinds.joined(separator: ", ")
        return OperationsError(
            .noSelectedPool,
            detail: "--pool \(title) is of " + (kind.map { "kind \($0)" } ?? "no known kind")
                + ", and only pools of kind \(wanted) are selected",
            remedy: kind.map { kind in
                "Leave the pool out, or select its kind, too: "
                    + (criteria.kinds + [kind]).map { "--kind \($0)" }.joined(separator: " ")
            } ?? "Leave the pool out; --kind cannot select it, because the service lists no certain kind for it"
        )
    }

    /// Refuses sessions that were named and that are listed in a pool of another kind, or not among those named: they would be skipped
    /// without a word.
    func refuseNamedElsewhere(_ verdicts: [(session: ActiveSession, verdict: Verdict)]) throws(OperationsError) {
        guard let named = scope.onlySessions.map(Set.init) else { return }
        for (session, verdict) in verdicts {
            guard let id = session.id, named.contains(id), case .skip(let reason) = verdict else { continue }
            let remedy: String
            switch reason.code {
            case .otherKind:
                remedy =
                    "Leave it out, or select its kind, too: "
                    + (kinds + [reason.kind ?? ""]).map { "--kind \($0)" }.joined(separator: " ")
            case .poolNotNamed: remedy = "Leave it out, or name its pool, too"
            default: continue
            }
            let pool = session.poolID.flatMap { id in directory.pools.first { $0.id == id } }
            let title = pool.flatMap { pool in pool.name ?? pool.id?.value }.map { " in pool “\($0)”" } ?? ""
            throw OperationsError(
                .sessionNotSelected,
                detail: "--session “\(Excerpt.of(id.value, limit: 120))” is listed\(title), and would not be closed: "
                    + reason.code.rawValue,
                remedy: remedy
            )
        }
    }

    static func noSelectedPool(_ criteria: SelectionCriteria, in directory: PoolDirectory) -> OperationsError {
        let wanted = criteria.kinds.joined(separator: ", ")
        let scope = criteria.pools.isEmpty ? "this account has" : "--pool names"
        var count: [String: Int] = [:]
        for pool in directory.pools {
            count[pool.id.flatMap(directory.kind) ?? "(no kind)", default: 0] += 1
        }
        let kinds = count.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        return OperationsError(
            .noSelectedPool,
            detail: "\(scope) no pool of kind \(wanted); "
                + (kinds.isEmpty ? "it shows no pool at all" : "the kinds that there are: \(kinds)"),
            remedy: "Check the account and the credential's role; name other kinds with --kind, if they are meant"
        )
    }
}
