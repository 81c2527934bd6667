import FoundationEssentials
import Testing

@testable import FrameSimulator

/// What a scenario is encoded to has to be decoded to the same, past all strictness.
func expectRoundTrip(_ scenario: Scenario, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let encoded = try JSONEncoder().encode(scenario)
    #expect(try Scenario.decode(encoded) == scenario, sourceLocation: sourceLocation)
}
