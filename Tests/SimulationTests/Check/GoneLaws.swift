import FrameAPI
import FrameOperations

/// Closed means gone: what breaks it, by the service's own state at the moment of each claim.
struct GoneLaws {
    private let run: SimulatedRun
    private let tape: [Tape.Entry]

    init(_ run: SimulatedRun) {
        self.run = run
        tape = run.tape
    }

    /// Sessions that are said to be gone and are there, or closed by us without a DELETE of ours, or gone by themselves with one.
    func claims() -> [String] {
        var breaches: [String] = []
        var announced: Set<String> = []
        var accepted: Set<String> = []
        // A session that is closing may be there for a while although its state says that it is not live.
        var ended: Set<String> = []
        var shown: Set<String> = []
        for entry in tape {
            switch entry.what {
            case .said(let session, let isLive): if isLive { ended.remove(session) } else { ended.insert(session) }
            case .acted(_, let session, accepted: true): accepted.insert(session)
            case .sessions(_, let listed, _, _): shown = Set(listed.compactMap(\.id))
            case .event(let event, let live):
                let isThere = { (id: SessionID) in live?.contains(id.value) == true && !ended.contains(id.value) }
                switch event.fact {
                case .closing(let closing): announced.insert(closing.session.value)
                case .closed(let sighting):
                    let id = sighting.session
                    if isThere(id) { breaches.append("closed means gone: \(id) is said to be closed, and is there") }
                    if !announced.contains(id.value) { breaches.append("truth: \(id) was not closed by us") }
                case .alreadyGone(let sighting):
                    let id = sighting.session
                    if isThere(id) { breaches.append("closed means gone: \(id) is said to be gone, and is there") }
                    if accepted.contains(id.value) {
                        breaches.append("truth: \(id) is said to be gone by itself, and we closed it")
                    }
                case .absenceConfirmed(let absence):
                    let id = absence.session
                    if isThere(id) { breaches.append("closed means gone: \(id) is said to be absent, and is there") }
                case .newcomerLeft(let sighting):
                    let id = sighting.session
                    guard isThere(id), !shown.contains(id.value) else { continue }
                    breaches.append("closed means gone: newcomer \(id) is said to have left, and is there")
                default: break
                }
            default: break
            }
        }
        return breaches
    }

    /// Targets that are said to be there though their last DELETE may have been carried out and nothing has shown them since.
    func falselyThere() -> [String] {
        guard case .success(let report)? = run.results.last else { return [] }
        /// `Date` is in whole seconds, and two of them are borne.
        let tolerance: Duration = .seconds(3)
        var sentAt: [String: Duration] = [:]
        var thereAt: [String: Duration] = [:]
        var meanings: [String: DeleteAnswer.Meaning] = [:]
        var shown: (ids: Set<String>, asOf: Duration) = ([], .zero)
        for entry in tape {
            switch entry.what {
            case .sent(_, .delete, let session?, _): sentAt[session] = entry.at
            case .said(let session, isLive: true): thereAt[session] = entry.at
            case .sessions(_, let listed, _, let asOf): shown = (Set(listed.compactMap(\.id)), asOf)
            case .event(let event, _):
                switch event.fact {
                case .answered(let answered): meanings[answered.session.value] = answered.meaning
                case .resumed:
                    // What was announced and has no answer may have been carried out.
                    for session in sentAt.keys where meanings[session] == nil { meanings[session] = .unknown }
                case .listed: for id in shown.ids { thereAt[id] = max(thereAt[id] ?? shown.asOf, shown.asOf) }
                default: break
                }
            default: break
            }
        }
        return report.sessions.compactMap { session in
            guard let id = session.id?.value, [.stuck, .failed].contains(session.outcome) else { return nil }
            guard let meaning = meanings[id], [.accepted, .unknown, .gone].contains(meaning) else { return nil }
            let isShown = thereAt[id].map { $0 + tolerance >= sentAt[id] ?? .zero } ?? false
            return isShown
                ? nil : "truth: \(id) is \(session.outcome.rawValue), and nothing has shown it since its DELETE"
        }
    }

    /// Reports that promise that all in scope are gone while somebody is there who was shown in scope, or named.
    func completeReports() -> [String] {
        var breaches: [String] = []
        var pools: [String: String?] = [:]
        var shown: [Tape.Shown] = []
        var inScope = Set(run.named)
        // What was not written down when the process died is not known to the next one.
        var (unwritten, durable): ([(sequence: Int, before: Set<String>)], Int) = ([], 0)
        var ended: Set<String> = []
        for entry in tape {
            switch entry.what {
            case .began:
                inScope = unwritten.first { $0.sequence > durable }?.before ?? inScope
                unwritten.removeAll { $0.sequence > durable }
            case .durable(let through): durable = max(durable, through)
            case .pools(_, let listed): pools = listed
            case .sessions(_, let listed, _, _): shown = listed
            case .said(let session, let isLive): if isLive { ended.remove(session) } else { ended.insert(session) }
            case .event(let event, let live):
                switch event.fact {
                case .planned, .listed:
                    unwritten.append((event.sequence, inScope))
                    // A pool that is not listed any more is what it was.
                    for session in shown {
                        guard let id = session.id else { continue }
                        if run.isSelected(session, pools: pools) {
                            inScope.insert(id)
                        } else if let pool = session.pool, pools[pool] != nil {
                            inScope.remove(id)
                        }
                    }
                case .finished(let finished) where [.complete, .hookFailed].contains(finished.ending):
                    let left = inScope.intersection(live ?? []).subtracting(ended)
                    breaches += left.sorted().map {
                        "closed means gone: all are said to be gone, and \($0) is there"
                    }
                default: break
                }
            default: break
            }
        }
        return breaches
    }
}

extension SimulatedRun {
    /// The sessions that were asked for by name, and that are of a pool in scope.
    fileprivate var named: [String] {
        guard let named = world.criteria.sessions else { return [] }
        let kinds = Dictionary(uniqueKeysWithValues: World.kinds.map { ($0.id, $0.kind) })
        return world.firstRows.filter { row in
            row.id.map { named.contains(SessionID($0)) } ?? false && isSelected(row, pools: kinds)
        }.compactMap(\.id)
    }
}
