import Foundation
import Glibc
import Synchronization

/// When a process is killed: mostly at something that it causes, so that the same point is met however fast the machine is.
enum KillPoint: Sendable {
    /// So many of its requests have come; the last of them has no answer yet.
    case requests(Int)
    /// So many bytes of its output were read.
    case output(Int)
    /// The write-ahead log of its record has so many bytes.
    case record(Int)
    /// So many microseconds after its first request.
    case microseconds(Int)
}

/// A process that is to be killed and the points at which it, and those that go on after it, are.
struct KillPlan: Sendable, CustomStringConvertible {
    let first: KillPoint
    /// For the process that resumes the run.
    let second: KillPoint?

    var description: String { "\(first)" + (second.map { ", then \($0)" } ?? "") }

    /// Points over the whole of a run, always the same ones. A third of the runs are killed again while they are resumed.
    static func all(seed: UInt64) -> [KillPlan] {
        var draws = Draws(state: seed)
        let requests = (1...24).map { KillPoint.requests($0) }
        let output = (0..<28).map { KillPoint.output(draws.next(in: $0 * 240..<($0 + 1) * 240)) }
        let record = (0..<28).map { KillPoint.record(40_000 + draws.next(in: $0 * 4_200..<($0 + 1) * 4_200)) }
        let times = (0..<24).map { KillPoint.microseconds(draws.next(in: $0 * 14_000..<($0 + 1) * 14_000)) }
        return (requests + output + record + times).map { first in
            let again = draws.next(in: 0..<9)
            let second: KillPoint? =
                switch again {
                case 0: .requests(draws.next(in: 1..<8))
                case 1: .record(draws.next(in: 1..<30_000))
                case 2: .microseconds(draws.next(in: 0..<300_000))
                default: nil
                }
            return KillPlan(first: first, second: second)
        }
    }

    private struct Draws {
        var state: UInt64

        mutating func next(in range: Range<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int((state >> 33) % UInt64(range.count))
        }
    }
}

/// Kills one process at a time when its point is reached. It is told of requests and bytes, and looks at time and files itself.
final class Executioner: Sendable {
    private struct Sentence {
        var process: pid_t?
        var point = KillPoint.requests(.max)
        var requests = 0
    }

    private let sentence = Mutex(Sentence())

    /// Sets the point for the next process.
    func expect(_ point: KillPoint) {
        sentence.withLock { $0 = Sentence(point: point) }
    }

    /// Begins to watch a process that was just started.
    func watch(_ process: pid_t, record: String) {
        let point = sentence.withLock { sentence in
            sentence.process = process
            return sentence.point
        }
        switch point {
        case .requests, .output, .microseconds: break
        case .record(let size):
            Thread.detachNewThread { [self] in
                var info = stat()
                while isWatching(process) {
                    if stat(record + "-wal", &info) == 0, info.st_size >= size { return strike(process) }
                    usleep(100)
                }
            }
        }
    }

    /// Ends the watch, when the process is known to have ended.
    func rest() {
        sentence.withLock { $0 = Sentence() }
    }

    func requestCame() {
        sentence.withLock { sentence in
            sentence.requests += 1
            guard let process = sentence.process else { return }
            switch sentence.point {
            case .requests(let count): if sentence.requests >= count { kill(process, SIGKILL) }
            case .microseconds(let delay) where sentence.requests == 1:
                Thread.detachNewThread { [self] in
                    usleep(UInt32(delay))
                    strike(process)
                }
            default: break
            }
        }
    }

    func outputCame(_ total: Int) {
        sentence.withLock { sentence in
            if case .output(let count) = sentence.point, total >= count, let process = sentence.process {
                kill(process, SIGKILL)
            }
        }
    }

    private func isWatching(_ process: pid_t) -> Bool {
        sentence.withLock { $0.process == process }
    }

    /// Kills under the lock: a process that was waited for, and whose number may be another's, is not watched any more.
    private func strike(_ process: pid_t) {
        sentence.withLock { if $0.process == process { kill(process, SIGKILL) } }
    }
}
