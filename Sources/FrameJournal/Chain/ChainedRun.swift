import FoundationEssentials

/// A run as it is linked into the list of runs, and the end of its own chain.
struct ChainedRun {
    let number: Int
    let id: String
    let opening: Data
    /// The link of the opening, if the stored bytes are a link.
    let openingHash: ChainHash?
    let eventCount: Int
    /// The link of the last event, if the stored bytes are a link.
    let head: ChainHash?

    /// The opening, if it can be decoded and belongs to this run.
    var parsedOpening: RunOpening? {
        guard let opening = try? JSONDecoder().decode(RunOpening.self, from: opening) else { return nil }
        return opening.number == number && opening.id == id ? opening : nil
    }

    /// The fault of the opening, when the one before it has this link.
    func fault(after previous: ChainHash) -> String? {
        guard previous.followed(by: opening) == openingHash else { return Self.misfit }
        return parsedOpening == nil ? "the opening of the run speaks of another run" : nil
    }

    static let misfit = "the opening of the run does not match its hash"
}
