/// How far a run is, small enough to be handed out with every event.
package struct RunProgress: Sendable, Equatable {
    /// How many sessions were confirmed.
    package let targets: Int
    /// How many of them had an answer to a DELETE or were seen gone.
    package let handled: Int
    /// How many of them are known to be gone.
    package let gone: Int
    /// How many of them the last listing does not show, be they known to be gone or not.
    package let unlisted: Int
    /// Whether the run has ended.
    package let isFinished: Bool

    /// How many of them are not seen gone.
    package var left: Int { targets - gone }
}
