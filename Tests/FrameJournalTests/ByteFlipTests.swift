import FoundationEssentials
import FrameOperations
import Testing

@testable import FrameJournal

@Suite("A flipped bit")
struct ByteFlipTests {
    @Test("anywhere in the file never makes a whole run of other events", arguments: 1...8 as ClosedRange<UInt64>)
    func flips(seed: UInt64) async throws {
        try await Folder.with { folder in
            for run in ["r1", "r2"] { try await Journal(at: folder.journal).add(run, events: 60) }
            let events = try await Journal(at: folder.journal).events(of: "r2")
            let bytes = try folder.bytes()
            var random = SeededGenerator(seed)
            var found = 0
            for _ in 0..<40 {
                var damaged = bytes
                let place = Int.random(in: 0..<bytes.count, using: &random)
                damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                try folder.replace(damaged)
                if try await isFound(folder, "r2", events) { found += 1 }
            }
            #expect(found > 5, "the flips hit nothing")
        }
    }

    /// Whether damage is told; if not, the run has to be what it was.
    private func isFound(_ folder: Folder, _ run: String, _ events: [StoredEvent]) async throws -> Bool {
        do throws(JournalError) {
            let journal = try Journal(at: folder.journal)
            _ = try? await journal.runs()
            _ = try? await journal.verifyLedger()
            guard case .whole(let count, let head) = try await journal.verify(run) else { return true }
            let read = try? await journal.events(of: run)
            #expect(read == events)
            #expect(count == events.count && head == events.last?.hash)
            return false
        } catch {
            return true
        }
    }
}
