/// The evidence that sessions are gone.
package struct Evidence: Sendable, Codable, Equatable {
    /// How many listings could be witnesses.
    package private(set) var listings = 0
    /// How many times a session was asked for by itself.
    package private(set) var asked = 0
    /// How many of the answers said that it is gone.
    package private(set) var agreed = 0

    /// Makes the evidence of no check.
    package init() {}

    mutating func add(_ listing: Listed) {
        if listing.witness { listings += 1 }
        asked += listing.asked
        agreed += listing.agreed
    }

    mutating func add(_ findings: AbsenceVerifier.Findings) {
        if findings.isWitness { listings += 1 }
        asked += findings.asked
        agreed += findings.agreed
    }
}
