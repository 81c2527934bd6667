import FrameOperations

/// A run as people read it: one line for each thing that happened.
struct Story {
    private let run: SimulatedRun

    init(_ run: SimulatedRun) {
        self.run = run
    }

    var text: String {
        let world = run.world
        let weather = world.weather.map { "\($0.fault.rawValue) \($0.percent) %" }.joined(separator: ", ")
        let head = [
            "seed \(world.seed)",
            "calamities: \(world.calamities.map(\.rawValue).sorted().joined(separator: ", "))",
            "weather: \(weather.isEmpty ? "fair" : weather), requests \(world.stormy)",
            "honesty: \(world.honesty), DELETEs \(world.deletes), forbidden \(world.forbiddenPercent) %, brief lie "
                + "\(world.briefLie.map { "\($0)" } ?? "none"), from the start \(world.liesFromTheStart)",
            "criteria: \(world.criteria)", "settings: \(world.settings)",
            "sweep \(world.sweep), ceilings \(world.ceilings)", "",
        ]
        let end = run.results.map { result in
            switch result {
            case .success(let report): "→ \(report.conclusion)"
            case .failure(let error): "→ cut off: \(error)"
            }
        }
        return (head + run.tape.compactMap(line) + end).joined(separator: "\n")
    }

    private func line(_ entry: Tape.Entry) -> String? {
        let words: String
        switch entry.what {
        case .began: words = "process \(entry.life) begins"
        case .died: words = "the process dies"
        case .interrupted: words = "the user interrupts"
        case .sent(let number, let kind, let session, let phase):
            words = "→ \(number) \(kind.rawValue) \(session ?? "") (\(phase.rawValue))"
        case .acted(let number, _, let accepted): words = "  \(number) acted on: \(accepted)"
        case .answered(let number, let status, let fault):
            words = "← \(number) \(status.map(String.init) ?? "no answer") \(fault.map { "(\($0.rawValue))" } ?? "")"
        case .sessions(let number, let shown, let live, let asOf):
            let ids = shown.map { $0.id ?? "?" }.joined(separator: " ")
            words = "  \(number) shows \(shown.count) sessions, \(live.count) live, as of \(asOf.formatted): \(ids)"
        case .pools(let number, let pools): words = "  \(number) shows \(pools.count) pools"
        case .said(let session, let isLive): words = "  \(session) says that it is \(isLive ? "" : "not ")live"
        case .event(let event, _):
            let bytes = (try? event.canonicalJSON()).map { String(decoding: $0.prefix(300), as: UTF8.self) }
            words = "* \(bytes ?? "")"
        case .durable(let through): words = "  durable through \(through)"
        }
        return "\(entry.at.formatted) \(words)"
    }
}

extension Duration {
    fileprivate var formatted: String {
        let milliseconds = abs(Int(self / .milliseconds(1)))
        let rest = "\(milliseconds % 1_000)"
        let sign = self < .zero ? "-" : ""
        return sign + "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
