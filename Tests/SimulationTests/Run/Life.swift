import DeterministicTesting
import FoundationEssentials
import FrameAPI
import FrameOperations
import Synchronization

/// One process: alive until it dies, and then nothing that it does reaches anybody.
final class Life: Sendable {
    private let over = Mutex(false)

    var isOver: Bool { over.withLock { $0 } }

    func end() { over.withLock { $0 = true } }
}

/// The log of one process: canonical bytes in the order of their numbers, durable a while after somebody asks.
///
/// What was not durable when the process died, or the disk was full, is lost.
final class VolatileJournal: RunJournal {
    private struct State {
        var bytes: [Data]
        var durable: Int
    }

    private let state: Mutex<State>
    private let world: World
    private let time: VirtualTime
    private let tape: Tape
    private let life: Life
    private let service: SimulatedService
    /// The event with which the process dies.
    private let death: Int
    /// The event that is the first not to be written.
    private let end: Int

    init(
        after bytes: [Data],
        in world: World,
        life: Life,
        death: Int,
        end: Int,
        service: SimulatedService,
        time: VirtualTime,
        tape: Tape
    ) {
        state = Mutex(State(bytes: bytes, durable: bytes.count))
        self.world = world
        self.life = life
        self.death = death
        self.end = end
        self.service = service
        self.time = time
        self.tape = tape
    }

    /// What another process finds.
    var kept: [Data] { state.withLock { Array($0.bytes.prefix($0.durable)) } }

    func enqueue(_ event: RunEvent) {
        guard !life.isOver else { return }
        let live: Set<String>? =
            switch event.fact {
            case .closed, .alreadyGone, .absenceConfirmed, .newcomerLeft, .finished: service.live
            default: nil
            }
        tape.add(.event(event, live: live))
        state.withLock { state in
            guard let bytes = try? event.canonicalJSON() else { preconditionFailure("an event that cannot be written") }
            state.bytes.append(bytes)
        }
        if event.sequence == death {
            tape.add(.died)
            life.end()
        }
    }

    func makeDurable(through sequence: Int) async throws(OperationsError) {
        let last = state.withLock { $0.bytes.count }
        if world.journalDelay > .zero { try? await time.source.sleep(world.journalDelay) }
        guard !life.isOver else {
            throw OperationsError.failing("the process is dead")
        }
        let reached = min(last, end - 1)
        state.withLock { $0.durable = max($0.durable, reached) }
        tape.add(.durable(through: reached))
        guard sequence <= reached else {
            throw OperationsError.failing("the disk is full")
        }
    }
}

extension OperationsError {
    fileprivate static func failing(_ underlying: String) -> OperationsError {
        .journalFailed(JournalFailure(run: "run-1", underlying: underlying, remedy: .resume))
    }
}
