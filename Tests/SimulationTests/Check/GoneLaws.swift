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

    /// Reports that promise that all in scope are gone while somebody is there who was shown in scope, or named.
    func completeReports() -> [String] {
        var breaches: [String] = []
        var pools: [String: String?] = [:]
        var shown: [Tape.Shown] = []
        var inScope: [String: Bool] = Dictionary(run.named.map { ($0, true) }, uniquingKeysWith: { $1 })
        var ended: Set<String> = []
        for entry in tape {
            switch entry.what {
            case .pools(_, let listed): pools = listed
            case .sessions(_, let listed, _, _): shown = listed
            case .said(let session, let isLive): if isLive { ended.remove(session) } else { ended.insert(session) }
            case .event(let event, let live):
                switch event.fact {
                case .planned, .listed:
                    // A pool that is not listed any more is what it was.
                    for session in shown {
                        guard let id = session.id else { continue }
                        guard let pool = session.pool, pools[pool] != nil || inScope[id] == nil else { continue }
                        // One listing may show a session twice.
                        inScope[id] = run.isSelected(session, pools: pools)
                    }
                case .finished(let finished) where [0, 6].contains(finished.exitStatus):
                    let left = inScope.filter { $0.value && live?.contains($0.key) == true && !ended.contains($0.key) }
                    breaches += left.keys.sorted().map { "closed means gone: all are said to be gone, and \($0) is there" }
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
