import Crypto
import FoundationEssentials
import FrameAPI
import FrameOperations

/// A plan as a `framectl.plan/1` document: what `plan --output json` prints and what `plan -o` saves, byte for byte.
struct SealedPlan: Sendable {
    private let plan: Plan
    /// Until when it may be carried out.
    let expiresAt: Date
    private let redact: @Sendable (String) -> String

    /// Seals a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - validity: How long after its listing it may be carried out.
    ///   - redact: Takes what must be hidden out of a text, before it is hashed.
    init(
        _ plan: Plan,
        validFor validity: Duration = .seconds(3_600),
        redact: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.plan = plan
        expiresAt = plan.takenAt.addingTimeInterval(validity / .seconds(1))
        self.redact = redact
    }

    /// Writes the document piece by piece: a list may be long.
    func write<Failure: Error>(by write: (String) throws(Failure) -> Void) throws(Failure) {
        var hash = SHA256()
        let plan = plan
        let sessions = (0..<plan.listedCount).lazy.map { PlanDocument.Session(at: $0, in: plan) }
        try JSONText.begin(PlanDocument(plan, expiresAt: expiresAt), list: "sessions", of: sessions) {
            (piece) throws(Failure) in
            let shown = redact(piece)
            hash.update(data: Array(shown.utf8))
            try write(shown)
        }
        let end = "\n  ],\n"
        hash.update(data: Array(end.utf8))
        try write(end + PlanDigest(hash.finalize()).ending)
    }

    /// Saves the document, readable by its owner alone.
    func save(to path: String) throws(CommandError) {
        try FileReplacement.write(path) { (write) throws(CommandError) in try self.write(by: write) }
    }

    /// What a person is told who saved it.
    func savedLine(_ path: String) -> String {
        let shown = path.contains(" ") ? "\"\(path)\"" : path
        return
            "Saved to \(path); valid until \(expiresAt.formatted(.iso8601)); carry it out with: framectl apply \(shown)\n"
    }
}
