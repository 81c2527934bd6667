import FrameAPI

@testable import FrameOperations

extension [Trace.Step] {
    /// When the first answer of a kind came.
    func firstAnswer(_ matches: (DeleteAnswer) -> Bool) -> Duration? {
        for step in self {
            if case .answered(_, let answer) = step.what, matches(answer) { return step.at }
        }
        return nil
    }

    /// The run's own stops.
    var stopped: [Stopped] {
        events.compactMap { if case .stopped(let stopped) = $0.fact { stopped } else { nil } }
    }

    /// The looks that were complete.
    var looks: [Listed] {
        events.compactMap { if case .listed(let listed) = $0.fact { listed } else { nil } }
    }

    /// What follows the first step of a kind.
    func after(_ matches: (Trace.What) -> Bool) -> ArraySlice<Trace.Step> {
        guard let index = firstIndex(where: { matches($0.what) }) else { return [] }
        return self[(index + 1)...]
    }
}

extension Sequence<Trace.Step> {
    /// The calls among these steps.
    var asked: [Trace.Call] {
        compactMap { if case .asked(let call) = $0.what { call } else { nil } }
    }
}
