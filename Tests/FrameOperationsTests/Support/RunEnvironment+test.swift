import DeterministicTesting
import FrameAPI

@testable import FrameOperations

extension RunEnvironment {
    /// An environment whose clock is virtual, with a pacer of its own.
    static func test(
        _ plane: any ControlPlane,
        _ journal: any RunJournal,
        settings: RunSettings = RunSettings(),
        time: TimeSource,
        seed: UInt64 = 1,
        interruption: StopSwitch = StopSwitch(),
        observe: @escaping Observer = { _, _ in }
    ) -> RunEnvironment {
        let random = RandomSource.seeded(seed)
        return RunEnvironment(
            plane: plane,
            journal: journal,
            pacer: Pacer(settings, time: time, random: random),
            time: time,
            random: random,
            interruption: interruption,
            observe: observe
        )
    }
}
