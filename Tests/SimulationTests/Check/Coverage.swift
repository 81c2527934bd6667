import FrameOperations

/// Which faults met which phases, over a batch of worlds.
struct Coverage: Sendable {
    private var pairs: [Phase: [Fault: Int]] = [:]
    private var calamities: [Calamity: Int] = [:]
    private var endings: [String: Int] = [:]

    mutating func add(_ run: SimulatedRun) {
        var phaseOf: [Int: Phase] = [:]
        for entry in run.tape {
            switch entry.what {
            case .sent(let number, _, _, let phase): phaseOf[number] = phase
            case .answered(let number, _, let fault?):
                pairs[phaseOf[number] ?? .planning, default: [:]][fault, default: 0] += 1
            default: break
            }
        }
        guard run.plan != nil else {
            endings["no plan", default: 0] += 1
            return
        }
        for calamity in run.world.calamities { calamities[calamity, default: 0] += 1 }
        for result in run.results {
            switch result {
            case .success(let report): endings["\(report.ending)", default: 0] += 1
            case .failure: endings["cut off", default: 0] += 1
            }
        }
    }

    mutating func merge(_ other: Coverage) {
        for (phase, faults) in other.pairs { pairs[phase, default: [:]].merge(faults, uniquingKeysWith: +) }
        calamities.merge(other.calamities, uniquingKeysWith: +)
        endings.merge(other.endings, uniquingKeysWith: +)
    }

    /// The pairs that make sense: DELETEs are sent when closing and sweeping, listings are taken in the other phases, and sessions are
    /// asked for in checks.
    static let sensible: [(Phase, Fault)] = Phase.allCases.flatMap { phase in
        let kinds: [RequestKind] =
            switch phase {
            case .closing, .sweeping: [.delete]
            case .planning: [.pools, .sessions]
            case .checking, .resuming: [.pools, .sessions, .session]
            }
        return Fault.allCases.filter { fault in
            // Ids that nobody has seen otherwise before are ids.
            kinds.contains { fault.happens(to: $0) && !(fault == .otherCaseID && phase == .planning) }
        }.map { (phase, $0) }
    }

    /// What makes sense and was never reached.
    var missing: [String] {
        let pairs = Self.sensible.filter { self.pairs[$0.0]?[$0.1, default: 0] ?? 0 == 0 }.map {
            "\($0.0.rawValue): \($0.1.rawValue)"
        }
        return pairs + Calamity.allCases.filter { calamities[$0, default: 0] == 0 }.map(\.rawValue)
    }

    /// The counts as a table.
    var table: String {
        let width = Fault.allCases.map(\.rawValue.count).max() ?? 0
        func cell(_ text: String) -> String { String(repeating: " ", count: max(0, 10 - text.count)) + text }
        var lines = [String(repeating: " ", count: width) + Phase.allCases.map { cell($0.rawValue) }.joined()]
        for fault in Fault.allCases.sorted() {
            let cells = Phase.allCases.map { phase in
                let isSensible = Self.sensible.contains { $0 == (phase, fault) }
                return cell(isSensible ? "\(pairs[phase]?[fault, default: 0] ?? 0)" : "·")
            }
            lines.append(fault.rawValue + String(repeating: " ", count: width - fault.rawValue.count) + cells.joined())
        }
        for calamity in Calamity.allCases { lines.append("\(calamity.rawValue): \(calamities[calamity, default: 0])") }
        let ends = endings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return (lines + ["ends: \(ends)"]).joined(separator: "\n")
    }
}
