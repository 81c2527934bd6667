import FrameAPI
import FrameOperations

/// A run in numbers, pool by pool: a fold of its events in which each costs the same, however large the run is.
struct RunTally: Sendable {
    /// What is known of one pool.
    struct Pool: Sendable, Equatable {
        /// Its name, or its id where the service sent none, fit for a screen.
        let name: String
        /// How many columns that takes.
        let nameColumns: Int
        /// How many of its sessions are to be closed.
        var targets = 0
        /// How many are seen gone after a DELETE of this run.
        var closed = 0
        /// How many are seen gone without one.
        var alreadyGone = 0
        /// How many had a DELETE that was or may have been carried out, and are not seen gone.
        var answered = 0
        /// How many had their last DELETE refused or not sent, and are not seen gone.
        var failed = 0

        /// How many are seen gone.
        var gone: Int { closed + alreadyGone }
        /// How many are not seen gone.
        var left: Int { targets - gone }
        /// How many had an answer, or are seen gone.
        var handled: Int { gone + answered + failed }
        init(name: String) {
            self.name = Excerpt.of(name, limit: 80)
            nameColumns = ColumnWidth.of(self.name)
        }
    }

    fileprivate enum Standing: UInt8 {
        case waiting, answered, failed
    }

    fileprivate enum Absence: UInt8 {
        case none, closed, alreadyGone
    }

    fileprivate struct Place {
        let pool: Int32
        var standing = Standing.waiting
        var absence = Absence.none
    }

    /// The pools that have sessions to close, in the order of the plan.
    private(set) var pools: [Pool] = []
    private var places: [SessionID: Place] = [:]
    private var positions: [PoolID: Int] = [:]
    private var names: [PoolID: String] = [:]

    /// What people call a pool, fit for a screen.
    func name(of pool: PoolID) -> String { Excerpt.of(redact(names[pool] ?? pool.value), limit: 80) }

    private var newcomers: Set<SessionID> = []
    private let redact: @Sendable (String) -> String

    /// How many sessions in scope joined after consent, and are left alone.
    var newcomerCount: Int { newcomers.count }

    /// Makes the tally before the first event.
    ///
    /// - Parameter redact: Hides a credential in a name; a name that was cut short would no longer give it away whole.
    init(redact: @escaping @Sendable (String) -> String = { $0 }) {
        self.redact = redact
    }

    /// Takes over what is known of a run that is gone on with.
    mutating func begin(with state: RunState) {
        if let planned = state.planned { learn(planned.scope) }
        places.reserveCapacity(state.targets.count)
        add(state.targets)
        newcomers = Set(state.newcomers.keys)
        for (id, progress) in state.sessions {
            // What was being closed when the process ended may have been carried out.
            let meaning = progress.phase == .closing ? .unknown : progress.lastAnswer?.meaning
            change(id) { place in
                place.standing = meaning.flatMap(Self.standing) ?? .waiting
                if case .seenGone(let byUs) = progress.phase { place.absence = byUs ? .closed : .alreadyGone }
            }
        }
    }

    /// Folds one event in.
    mutating func apply(_ fact: RunEvent.Fact) {
        switch fact {
        case .answered(let answered):
            guard let standing = Self.standing(after: answered.meaning) else { return }
            change(answered.session) { $0.standing = standing }
        case .closed(let sighting):
            change(sighting.session) { $0.absence = .closed }
        case .alreadyGone(let sighting):
            change(sighting.session) { $0.absence = .alreadyGone }
        case .relisted(let sighting):
            change(sighting.session) { $0.absence = .none }
        case .planned(let planned):
            learn(planned.scope)
            places.reserveCapacity(planned.targetCount)
            add(planned.targets)
        case .plannedMore(let more):
            add(more.targets)
        case .sweeping(let sweeping):
            newcomers.subtract(sweeping.targets.map(\.id))
            add(sweeping.targets)
        case .newcomer(let sighting):
            newcomers.insert(sighting.session)
        case .newcomerLeft(let sighting):
            newcomers.remove(sighting.session)
        case .resumed, .hook, .closing, .withdrawn, .throttled, .witness, .polled, .leftOpen, .absenceConfirmed,
            .outOfScope,
            .listed,
            .listingFailed, .deadlinePassed, .interrupted, .stopped, .finished:
            break
        }
    }

    /// Where a session stands after an answer; `nil` when the answer says nothing.
    private static func standing(after meaning: DeleteAnswer.Meaning) -> Standing? {
        switch meaning {
        case .accepted, .gone, .unknown: .answered
        case .refused, .denied, .proxyDenied, .notSent: .failed
        case .throttled, .busy: nil
        }
    }

    private mutating func learn(_ scope: Scope) {
        for pool in scope.pools { names[pool.id] = pool.name }
    }

    private mutating func add(_ targets: [Plan.Target]) {
        for target in targets {
            let position = position(of: target.poolID)
            if let known = places.updateValue(Place(pool: Int32(position)), forKey: target.id) {
                places[target.id] = known
            } else {
                pools[position].targets += 1
            }
        }
    }

    private mutating func position(of pool: PoolID) -> Int {
        if let position = positions[pool] { return position }
        pools.append(Pool(name: redact(names[pool] ?? pool.value)))
        positions[pool] = pools.count - 1
        return pools.count - 1
    }

    private mutating func change(_ session: SessionID, _ body: (inout Place) -> Void) {
        guard let index = places.index(forKey: session) else { return }
        let before = places.values[index]
        body(&places.values[index])
        let after = places.values[index]
        pools[Int(before.pool)].count(before, -1)
        pools[Int(after.pool)].count(after, 1)
    }
}

extension RunTally.Pool {
    /// Several pools in one.
    init(_ name: String, summing pools: some Sequence<RunTally.Pool>) {
        self.init(name: name)
        for pool in pools {
            targets += pool.targets
            closed += pool.closed
            alreadyGone += pool.alreadyGone
            answered += pool.answered
            failed += pool.failed
        }
    }

    fileprivate mutating func count(_ place: RunTally.Place, _ change: Int) {
        switch (place.absence, place.standing) {
        case (.closed, _): closed += change
        case (.alreadyGone, _): alreadyGone += change
        case (.none, .answered): answered += change
        case (.none, .failed): failed += change
        case (.none, .waiting): break
        }
    }
}
