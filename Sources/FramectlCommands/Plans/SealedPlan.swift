import Crypto
import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameSettings
import Glibc
import FrameWording

/// A plan as a `framectl.plan/1` document: the exact output of `plan --output json`, and the file of `plan -o`.
struct SealedPlan: Sendable {
    private let plan: Plan
    /// How long it can be applied.
    let expiresAt: Date
    private let redaction: Redaction

    /// The default validity of a plan after its listing.
    static let validity: Duration = .seconds(3_600)

    /// Seals a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - validity: How long after its listing it can be applied.
    ///   - redaction: Removes secrets from a text, before it is hashed.
    init(
        _ plan: Plan,
        validFor validity: Duration = Self.validity,
        hiding redaction: Redaction = Redaction()
    ) {
        self.plan = plan
        expiresAt = plan.takenAt.addingTimeInterval(validity / .seconds(1))
        self.redaction = redaction
    }

    /// The document of a plan that was read, whose texts contain no secret.
    init(_ saved: SavedPlan) {
        plan = saved.plan
        expiresAt = saved.expiresAt
        redaction = Redaction()
    }

    /// Writes the document piece by piece, because a list may be long.
    ///
    /// - Returns: The digest that it ends with.
    @discardableResult
    func write<Failure: Error>(by write: (String) throws(Failure) -> Void) throws(Failure) -> PlanDigest {
        var hash = SHA256()
        let plan = plan
        let sessions = (0..<plan.listedCount).lazy.map { PlanDocument.Session(at: $0, in: plan) }
        try JSONText.begin(PlanDocument(plan, expiresAt: expiresAt), list: "sessions", of: sessions) {
            (piece) throws(Failure) in
            let shown = redaction.redact(piece)
            hash.update(data: Array(shown.utf8))
            try write(shown)
        }
        let end = "\n  ],\n"
        hash.update(data: Array(end.utf8))
        let digest = PlanDigest(hash.finalize())
        try write(end + digest.ending)
        return digest
    }

    /// Saves the document, readable by its owner alone.
    ///
    /// - Parameter path: Its file.
    /// - Returns: The message: its path, its validity, and the exact command that applies it.
    /// - Throws: ``FrameSettings/SettingsError`` with the code `file-not-written`.
    func save(to path: String) throws(SettingsError) -> String {
        var digest = ""
        try FileReplacement.write(path, hiding: redaction) { (write) throws(SettingsError) in
            digest = try self.write(by: write).text
        }
        return "Saved to \(Excerpt.of(path, limit: 500)); valid until \(expiresAt.formatted(.iso8601)); "
            + "carry it out with: framectl apply \(ShellWord.quoted(path)) --digest \(digest)\n"
    }

    /// The first line in which bytes differ from the document; `nil` when they are equal.
    func firstDifference(from bytes: [UInt8]) -> Int? {
        struct Difference: Error { let place: Int }
        var place = 0
        do throws(Difference) {
            try write { (piece) throws(Difference) in
                let rest = bytes[place...]
                guard rest.begins(with: piece) else {
                    throw Difference(place: place + zip(rest, piece.utf8).prefix { $0 == $1 }.count)
                }
                place += piece.utf8.count
            }
            guard place == bytes.count else { throw Difference(place: place) }
            return nil
        } catch {
            return 1 + bytes[..<error.place].count { $0 == UInt8(ascii: "\n") }
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without a copy, because a plan may have hundreds of megabytes.
    fileprivate func begins(with text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            withUnsafeBufferPointer { bytes in
                guard bytes.count >= text.count else { return false }
                guard let start = bytes.baseAddress, let other = text.baseAddress else { return true }
                return memcmp(start, other, text.count) == 0
            }
        }
    }
}
