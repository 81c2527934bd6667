import DeterministicTesting
import FoundationEssentials
import FrameOperations
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The whole engine in simulated worlds: one seed, one world, one story.
///
/// `SIMULATION_SEEDS` says how many seeds, `SIMULATION_FIRST` with which to begin, and `SEED` replays one with its story.
@Suite("In every simulated world")
struct SeedTests {
    private static func number(_ name: String) -> UInt64? {
        getenv(name).flatMap { UInt64(String(cString: $0)) }
    }

    static let count = number("SIMULATION_SEEDS") ?? 4_000
    static let first = number("SIMULATION_FIRST") ?? 0
    static let replayed = number("SEED")
    /// After how many breaches a share of the seeds is given up.
    static let enough = number("SIMULATION_BREACHES") ?? 20

    /// What came of a share of the seeds.
    private struct Share: Sendable {
        var coverage = Coverage()
        /// What is broken, with its seed.
        var breaches: [(seed: UInt64, words: String)] = []
    }

    private static func share(_ seeds: StrideTo<UInt64>) async -> Share {
        var share = Share()
        for seed in seeds where share.breaches.count < enough {
            do {
                let run = try await SimulatedRun.live(try World(seed))
                share.coverage.add(run)
                share.breaches += Laws(run).breaches().prefix(3).map { (seed, $0) }
            } catch {
                share.breaches.append((seed, "it does not end: \(error)"))
            }
        }
        return share
    }

    @Test("the laws hold, and every fault meets every phase", .enabled(if: replayed == nil))
    func laws() async {
        let shares = 2 as UInt64
        var all = Share()
        await withTaskGroup(of: Share.self) { group in
            for number in 0..<shares {
                let seeds = stride(from: Self.first + number, to: Self.first + Self.count, by: Int(shares))
                group.addTask { await Self.share(seeds) }
            }
            for await share in group {
                all.coverage.merge(share.coverage)
                all.breaches += share.breaches
            }
        }
        print("\(Self.count) seeds from \(Self.first)\n\(all.coverage.table)")
        if !all.breaches.isEmpty {
            let told = all.breaches.sorted { $0.seed < $1.seed }.prefix(20).map { "seed \($0.seed): \($0.words)" }
            Issue.record("replay one with SEED=… make simulate-seeds\n\(told.joined(separator: "\n"))")
        }
        if Self.count >= 4_000 { #expect(all.coverage.missing == []) }
    }

    @Test("the same seed tells the same story, byte for byte", .enabled(if: replayed == nil))
    func determinism() async throws {
        for seed in stride(from: Self.first, to: Self.first + 200, by: 5) {
            let world = try World(seed)
            let (one, other) = (try await SimulatedRun.live(world), try await SimulatedRun.live(world))
            #expect(one.log == other.log, "seed \(seed)")
            #expect(one.tape.count == other.tape.count, "seed \(seed)")
            #expect(one.elapsed == other.elapsed, "seed \(seed)")
        }
    }

    @Test("one seed, told", .enabled(if: replayed != nil))
    func replay() async throws {
        let run = try await SimulatedRun.live(try World(Self.replayed ?? 0))
        print(Story(run).text)
        let breaches = Laws(run).breaches()
        print(breaches.isEmpty ? "No law is broken." : breaches.joined(separator: "\n"))
        #expect(breaches == [])
    }
}
