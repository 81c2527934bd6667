/// How far a run is, small enough to be handed out with every event.
package struct RunProgress: Sendable, Equatable {
    /// How many sessions were confirmed.
    package let targets: Int
    /// How many of them had an answer to a DELETE or were seen gone.
    package let handled: Int
    /// How many of them are seen gone.
    package let gone: Int
    /// Whether the run has ended.
    package let isFinished: Bool

    /// How many of them are not seen gone.
    package var left: Int { targets - gone }
}
