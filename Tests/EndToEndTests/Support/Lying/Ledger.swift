import Foundation
import Synchronization

/// What came to a lying service, and what is true there.
final class Ledger: Sendable {
    struct Request: Sendable {
        enum Kind: Sendable {
            case accounts, account, pools, listing, single, delete, unknown
        }

        let method: String
        /// As it was sent, undecoded.
        let path: String
        let kind: Kind
        /// The session that it is about, decoded; empty when there is none.
        let session: String
        let time: ContinuousClock.Instant
    }

    private struct Entries: Sendable {
        var truth: AccountTruth
        var requests: [Request] = []
        /// How many of the requests came up to the first DELETE, without it.
        var beforeDeletes: Int?
    }

    private let entries: Mutex<Entries>

    init(_ truth: AccountTruth) {
        entries = Mutex(Entries(truth: truth))
    }

    var truth: AccountTruth { entries.withLock { $0.truth } }
    var requests: [Request] { entries.withLock { $0.requests } }

    func change(_ change: (inout AccountTruth) -> Void) {
        entries.withLock { change(&$0.truth) }
    }

    /// Answers a request as the lies want it. A DELETE acts before it is answered.
    func reply(to method: String, _ path: String, isSigned: Bool, _ lies: Lies) async -> Reply {
        let request = Request(method, path)
        let scene = note(request)
        guard isSigned else { return .problem(401) }
        switch request.kind {
        case .listing: return await lies.listing(scene)
        case .single: return await lies.single(scene)
        case .delete:
            if lies.closes(scene) { change { $0.end(request.session) } }
            return await lies.delete(scene)
        case .accounts, .account, .pools, .unknown: return await lies.other(scene)
        }
    }

    private func note(_ request: Request) -> Scene {
        entries.withLock { entries in
            entries.requests.append(request)
            if request.kind == .delete, entries.beforeDeletes == nil {
                entries.beforeDeletes = entries.requests.count - 1
            }
            let alike = entries.requests.enumerated().filter {
                $0.element.kind == request.kind && $0.element.session == request.session
            }
            let after = alike.filter { entry in entries.beforeDeletes.map { entry.offset >= $0 } ?? false }
            return Scene(
                truth: entries.truth.answer(to: request),
                session: request.session,
                isLive: entries.truth[request.session]?.isLive ?? false,
                listed: entries.truth.sessions.filter { $0.isLive && $0.isListed },
                number: alike.count,
                numberAfterDelete: after.count,
                sinceFirstAfterDelete: after.first.map { request.time - $0.element.time } ?? .zero,
                deletes: entries.requests.count { $0.kind == .delete }
            )
        }
    }
}

extension Ledger.Request {
    fileprivate init(_ method: String, _ target: String) {
        let path = String(target.prefix { $0 != "?" })
        let parts = path.split(separator: "/").map(String.init)
        let session = parts.count == 5 ? parts[4].removingPercentEncoding ?? parts[4] : ""
        let isRead = method == "GET"
        let own = parts.count > 2 && parts[2] == AccountTruth.id
        let kind: Kind =
            switch (Array(parts.prefix(2)), parts.count, parts.dropFirst(3).first) {
            case (["v1", "accounts"], 2, _) where isRead: .accounts
            case (["v1", "accounts"], 3, _) where isRead && own: .account
            case (["v1", "accounts"], 4, "pools") where isRead && own: .pools
            case (["v1", "accounts"], 4, "active_sessions") where isRead && own: .listing
            case (["v1", "accounts"], 5, "sessions") where isRead && own: .single
            case (["v1", "accounts"], 5, "sessions") where method == "DELETE" && own: .delete
            default: .unknown
            }
        self.init(method: method, path: path, kind: kind, session: session, time: .now)
    }
}

extension AccountTruth {
    /// The honest answer to a request.
    fileprivate func answer(to request: Ledger.Request) -> Reply {
        switch request.kind {
        case .accounts: return .json("[\(Self.entity)]")
        case .account: return .json(Self.entity)
        case .pools:
            return .json(
                "[" + pools.map { #"{"external_id":"\#($0.id)",\#($0.members)}"# }.joined(separator: ",") + "]"
            )
        case .listing: return .rows(sessions.filter { $0.isLive && $0.isListed }.map { Array($0.row.utf8) })
        case .single:
            guard let session = self[request.session], let state = session.state else { return .problem(404) }
            let members = session.row.dropLast() + #","state":"\#(state)"}"#
            return .json(String(members))
        case .delete: return self[request.session]?.isLive == true ? Reply(status: 204) : .problem(404)
        case .unknown: return .problem(404)
        }
    }

    private static let entity = #"{"id":"\#(id)","name":"\#(name)","active":true,"kind":"frame"}"#
}
