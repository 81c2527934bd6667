import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameOperations

/// One world, lived through from the plan to the last report.
struct SimulatedRun: Sendable {
    let world: World
    let tape: [Tape.Entry]
    let mostUnderWay: Int
    /// The plan, if there was one.
    let plan: Plan?
    /// What each process that ran came to.
    let results: [Result<Report, OperationsError>]
    /// The log as it stands at the end, in bytes.
    let log: [Data]
    /// The sessions that were live at the end.
    let live: Set<String>
    /// How much virtual time passed.
    let elapsed: Duration

    /// The log, read back.
    var events: [RunEvent] {
        log.compactMap { try? JSONDecoder().decode(RunEvent.self, from: $0) }
    }

    /// Lives through a world.
    ///
    /// - Throws: `VirtualTime.Stall` when it does not end, or what makes the world itself impossible.
    static func live(_ world: World) async throws -> SimulatedRun {
        let time = VirtualTime(shuffle: world.seed, horizon: .seconds(40_000), jobLimit: 400_000)
        let tape = Tape(time)
        let service = SimulatedService(world, time: time, tape: tape)
        let credentials = try Credentials(clientID: World.clientID, clientSecret: World.secret)
        let baseURL = try BaseURL(parsing: "http://127.0.0.1:1/v1")
        let processes = Processes(
            world: world,
            service: service,
            time: time,
            tape: tape,
            credentials: credentials,
            baseURL: baseURL
        )
        let (plan, results, log) = try await time.run { await processes.run() }
        return SimulatedRun(
            world: world,
            tape: tape.entries,
            mostUnderWay: tape.mostUnderWay,
            plan: plan,
            results: results,
            log: log,
            live: service.live,
            elapsed: time.elapsed
        )
    }
}

/// The processes that live one after the other in a world.
private struct Processes: Sendable {
    let world: World
    let service: SimulatedService
    let time: VirtualTime
    let tape: Tape
    let credentials: Credentials
    let baseURL: BaseURL

    typealias Outcome = (plan: Plan?, results: [Result<Report, OperationsError>], log: [Data])

    func run() async -> Outcome {
        tape.add(.began)
        let life = Life()
        let pacer = pacer(1)
        let account = account(life, pacer)
        guard let plan = await plan(account) else { return (nil, [], []) }
        guard let confirmed = try? await confirmed(plan, account) else { return (plan, [], []) }
        var journal = journal(after: [], life, number: 0)
        let interruption = StopSwitch()
        if let moment = world.interruptAt {
            time.at(moment) {
                guard tape.life == 1 else { return }
                tape.add(.interrupted)
                interruption.stop()
            }
        }
        let first = CloseRun(
            confirmed,
            as: RunIdentity(runID: "run-1", origin: Self.origin),
            settings: world.settings,
            hooks: hooks,
            in: RunEnvironment(
                plane: account,
                journal: journal,
                pacer: pacer,
                time: time.source,
                random: .seeded(world.seed &+ 1),
                interruption: interruption,
                observe: { _, _ in }
            )
        )
        var results = [await outcome(of: first)]
        while results.count < 4, mayResume(results, interruption) {
            try? await time.source.sleep(.seconds(2))
            guard let state = fold(journal.kept), let resumable = try? ResumableRun(state) else { break }
            tape.add(.began)
            let life = Life()
            let pacer = self.pacer(results.count + 1)
            journal = self.journal(after: journal.kept, life, number: results.count)
            let next = CloseRun(
                resuming: resumable,
                as: Resumed(origin: Self.origin, clientID: World.clientID),
                settings: world.settings,
                hooks: hooks,
                in: RunEnvironment(
                    plane: self.account(life, pacer),
                    journal: journal,
                    pacer: pacer,
                    time: time.source,
                    random: .seeded(world.seed &+ UInt64(results.count) &+ 1),
                    interruption: StopSwitch(),
                    observe: { _, _ in }
                )
            )
            results.append(await outcome(of: next))
        }
        return (plan, results, journal.kept)
    }

    private static let origin = Origin(user: "admin", host: "desk", pid: 4_711, version: "0.1.0")

    private func pacer(_ number: Int) -> Pacer {
        Pacer(world.settings, time: time.source, random: .seeded(world.seed &* 7 &+ UInt64(number)))
    }

    private func account(_ life: Life, _ pacer: Pacer) -> AccountService<FrameClient> {
        let network = SimulatedNetwork(service: service, time: time, tape: tape, life: life)
        let client = FrameClient(
            baseURL: baseURL,
            credentials: credentials,
            transport: network,
            pacing: pacer,
            time: time.source,
            random: .seeded(world.seed &* 5)
        )
        return AccountService(client: client, account: world.account)
    }

    private func journal(after bytes: [Data], _ life: Life, number: Int) -> VolatileJournal {
        VolatileJournal(
            after: bytes,
            in: world,
            life: life,
            death: number < world.deathAt.count ? world.deathAt[number] : .max,
            end: number == 0 ? world.journalEndsAt : .max,
            service: service,
            time: time,
            tape: tape
        )
    }

    private func plan(_ plane: AccountService<FrameClient>) async -> Plan? {
        guard let snapshot = try? await Snapshot.first(from: plane, time: time.source),
            let answers = try? await plane.absences(
                of: world.criteria.sessions ?? [],
                from: snapshot,
                time: time.source
            )
        else { return nil }
        let subject = PlanSubject(
            account: world.account,
            accountName: "Contoso Training",
            apiURL: baseURL.description,
            clientID: World.clientID
        )
        return try? Plan(subject: subject, snapshot: snapshot, criteria: world.criteria, answers: answers)
    }

    /// Says yes, in some worlds so late that the account is listed once more.
    private func confirmed(_ plan: Plan, _ plane: AccountService<FrameClient>) async throws -> ConfirmedPlan {
        let isLate = world.calamities.contains(.openQuestion)
        if isLate { try await time.source.sleep(.seconds(40)) }
        let confirmed = try ConfirmedPlan(
            plan,
            answer: .yesFlag,
            ceilings: world.ceilings,
            sweep: world.sweep,
            ignoresNotFound: world.ignoresNotFound,
            at: time.source.now()
        )
        guard isLate, !plan.targets.isEmpty else { return confirmed }
        let snapshot = try await Snapshot.first(from: plane, time: time.source)
        let answers = try await plane.absences(of: plan.named, from: snapshot, time: time.source)
        return try confirmed.narrowed(to: snapshot, answers: answers, protections: Protections())
    }

    private var hooks: RunHooks {
        guard world.hasHooks else { return RunHooks() }
        let fails = world.calamities.contains(.hookFails)
        return RunHooks(
            before: (
                "before",
                { _ in
                    try? await time.source.sleep(.milliseconds(300))
                    return .exited(fails ? 1 : 0)
                }
            ),
            after: ("after", { _ in .exited(0) })
        )
    }

    private func outcome(of run: CloseRun) async -> Result<Report, OperationsError> {
        do throws(OperationsError) { return .success(try await run.run()) } catch { return .failure(error) }
    }

    /// After a death or a full disk somebody resumes; after an interruption half of the time.
    private func mayResume(_ results: [Result<Report, OperationsError>], _ interruption: StopSwitch) -> Bool {
        guard case .success(let report) = results.last else { return true }
        return report.ending == .interrupted && world.seed.isMultiple(of: 2)
    }

    private func fold(_ bytes: [Data]) -> RunState? {
        var state = RunState()
        for line in bytes {
            guard let event = try? JSONDecoder().decode(RunEvent.self, from: line) else { return nil }
            state.apply(event)
        }
        return state
    }
}
