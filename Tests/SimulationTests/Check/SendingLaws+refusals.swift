import FrameAPI
import FrameOperations

extension SendingLaws {
    /// Law 6: a DELETE after one whose outcome is not known, or whose session is not known to the service, before the session was seen
    /// to be there by a complete check: in a listing that is true of a moment after that DELETE, or by its own word.
    func blind() -> [String] {
        /// `Date` is in whole seconds, and two of them are borne.
        let tolerance: Duration = .seconds(3)
        var breaches: [String] = []
        var open: [String: Duration] = [:]
        var sent: [Int: (session: String, at: Duration)] = [:]
        var shown: (ids: Set<String>, asOf: Duration) = ([], .zero)
        var liveAt: [String: Duration] = [:]
        for entry in tape {
            switch entry.what {
            case .began:
                for (session, at) in sent.values { open[session] = at }
                sent = [:]
            case .sent(let number, .delete, let session?, _):
                if open[session] != nil { breaches.append("law 6: a DELETE of \(session) without a check") }
                sent[number] = (session, entry.at)
            case .answered(let number, let status, let fault):
                guard let (session, at) = sent.removeValue(forKey: number) else { continue }
                let isUnknown = status.map { $0 >= 500 || [404, 410].contains($0) } ?? (fault != .refusedConnection)
                if isUnknown { open[session] = at }
            case .sessions(_, let listed, _, let asOf): shown = (Set(listed.compactMap(\.id)), asOf)
            case .said(let session, isLive: true): liveAt[session] = entry.at
            case .event(let event, _):
                guard case .listed = event.fact else { continue }
                open = open.filter { session, at in
                    let isShown = shown.ids.contains(session) && shown.asOf + tolerance >= at
                    return !isShown && liveAt[session].map { $0 < at } ?? true
                }
            default: break
            }
        }
        return breaches
    }

    /// Law 7: DELETEs after a 401, after a listing was refused, and after three sessions in a row were.
    func afterRefusal() -> [String] {
        var breaches: [String] = []
        var refusals = Refusals()
        for entry in tape {
            refusals.take(entry)
            guard case .sent(let number, .delete, _, let phase) = entry.what, phase != .planning else { continue }
            if let reason = refusals.reason { breaches.append("law 7: DELETE \(number) after \(reason)") }
        }
        return breaches
    }

    /// Law 7: runs that stopped for a refused credential though nothing but single sessions was refused.
    func rashStops() -> [String] {
        var breaches: [String] = []
        var refusals = Refusals()
        for entry in tape {
            refusals.take(entry)
            guard case .event(let event, _) = entry.what, case .stopped(let stopped) = event.fact else { continue }
            if stopped.cause == .credentials, refusals.reason == nil {
                breaches.append("law 7: stopped for the credential, which was not refused")
            }
        }
        return breaches
    }
}

/// What one process was told that means that its credential is of no use.
private struct Refusals {
    private(set) var reason: String?
    private var kinds: [Int: RequestKind] = [:]
    /// Where each session stands in the row of those that DELETEs were announced for, and which places were denied.
    private var places: [SessionID: Int] = [:]
    private var denied: Set<Int> = []
    private var last = 0

    mutating func take(_ entry: Tape.Entry) {
        switch entry.what {
        case .began: self = Refusals()
        case .sent(let number, let kind, _, _): kinds[number] = kind
        case .answered(let number, let status?, let fault):
            guard fault != .forbiddenFor, let kind = kinds[number] else { return }
            if status == 401 { reason = reason ?? "a 401" }
            if status == 403, kind == .pools || kind == .sessions { reason = reason ?? "a listing that was refused" }
        case .event(let event, _):
            take(event.fact)
        default: break
        }
    }

    private mutating func take(_ fact: RunEvent.Fact) {
        switch fact {
        case .closing(let closing) where places[closing.session] == nil:
            last += 1
            places[closing.session] = last
        case .withdrawn(let withdrawn):
            places[withdrawn.session] = nil
        case .answered(let answered):
            guard let place = places[answered.session] else { return }
            switch answered.meaning {
            // It is sent again in the same place.
            case .throttled, .busy, .notSent, .proxyDenied: return
            case .denied: denied.insert(place)
            case .accepted, .gone, .refused, .unknown: break
            }
            places[answered.session] = nil
            if (place - 2...place).contains(where: { denied.isSuperset(of: [$0, $0 + 1, $0 + 2]) }) {
                reason = reason ?? "three sessions in a row that were refused"
            }
        default: break
        }
    }
}
