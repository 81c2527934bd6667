import FrameAPI
import Testing

@testable import FrameOperations

@Suite("A directory of pools")
struct PoolDirectoryTests {
    struct Case: Sendable {
        let kinds: [String?]
        let entry: PoolDirectory.Entry
        let kind: String?
    }

    static let cases = [
        Case(kinds: ["production"], entry: .known(kind: "production"), kind: "production"),
        Case(kinds: [nil], entry: .withoutKind, kind: nil),
        Case(kinds: ["Production", "production"], entry: .known(kind: "Production"), kind: "Production"),
        Case(kinds: [nil, nil], entry: .withoutKind, kind: nil),
        Case(kinds: ["production", "sandbox"], entry: .contradictory, kind: nil),
        Case(kinds: ["production", nil], entry: .contradictory, kind: nil),
        Case(kinds: [nil, "production"], entry: .contradictory, kind: nil),
        Case(kinds: ["production", "sandbox", "production"], entry: .contradictory, kind: nil),
    ]

    @Test("knows a kind only when the listing does not contradict itself", arguments: cases)
    func entry(_ example: Case) {
        let directory = PoolDirectory(example.kinds.map { Pool(id: "p", kind: $0) })
        #expect(directory["p"] == example.entry)
        #expect(directory.kind(of: "p") == example.kind)
        #expect(directory.pools.count == 1)
    }

    @Test("keeps the order, leaves out pools without an id, and counts them")
    func order() {
        let directory = PoolDirectory([
            Pool(id: "b", kind: "x"), Pool(id: nil, kind: "production"), Pool(id: "a", kind: "y"),
            Pool(id: nil, kind: nil),
        ])
        #expect(directory.pools.map(\.id) == ["b", "a"])
        #expect(directory.withoutID == 2)
        #expect(directory["c"] == nil)
        #expect(directory.kind(of: "c") == nil)
    }

    @Test("compares ids byte for byte")
    func opaque() {
        let directory = PoolDirectory([Pool(id: "Pool", kind: "production")])
        #expect(directory["pool"] == nil)
    }
}
