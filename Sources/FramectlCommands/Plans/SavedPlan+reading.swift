import Crypto
import FoundationEssentials
import FrameAPI

extension SavedPlan {
    /// Reads a saved plan and verifies it byte for byte.
    ///
    /// - Parameter path: Its file, or `-` for standard input; at most 256 MiB.
    /// - Throws: ``CommandError``: `unreadable-plan`, `plan-altered`, or `plan-unsupported` for a later version.
    init(readingFrom path: String) throws(CommandError) {
        let bytes = try Self.contents(of: path)
        try self.init(verifying: bytes, from: path)
    }

    /// Accepts the bytes of a saved plan, if they are unaltered.
    init(verifying bytes: [UInt8], from path: String) throws(CommandError) {
        let ending = bytes.suffix(PlanDigest.endingSize)
        let body = bytes.dropLast(PlanDigest.endingSize)
        let digest = PlanDigest(SHA256.hash(data: body))
        guard ending.elementsEqual(digest.ending.utf8) else {
            if let schema = Self.laterSchema(in: bytes) { throw Self.unsupported(path, schema: schema) }
            throw Self.altered(
                path,
                why: bytes.starts(with: [0xEF, 0xBB, 0xBF])
                    ? "it begins with a byte order mark"
                    : PlanDigest.isEnding(ending)
                        ? "its content does not match its digest" : "it does not end with the digest of a saved plan"
            )
        }
        let why: String
        do {
            try self.init(decoding: bytes, digest: digest)
            // Another program reads the same content: no member is duplicate, or in another notation than the written one.
            guard let line = SealedPlan(self).firstDifference(from: bytes) else { return }
            why = "line \(line) is not what framectl plan -o writes for this plan"
        } catch {
            why = (error as? Contradiction)?.words ?? "it does not hold what a plan holds"
        }
        if let schema = Self.laterSchema(in: bytes) { throw Self.unsupported(path, schema: schema) }
        throw Self.altered(path, why: why)
    }

    /// The version of a plan that a later release wrote; `nil` when it is none.
    private static func laterSchema(in bytes: [UInt8]) -> String? {
        struct Head: Decodable { let schema: String }
        guard let head = try? JSONDecoder().decode(Head.self, from: Data(bytes)),
            head.schema.hasPrefix("framectl.plan/"), let version = Int(head.schema.dropFirst("framectl.plan/".count)),
            version > 1
        else { return nil }
        return head.schema
    }

    private static func unsupported(_ path: String, schema: String) -> CommandError {
        CommandError(
            .planUnsupported,
            detail: "\(title(path)) is a plan of the form \(schema), and this release reads \(PlanDocument.form)",
            remedy: "Carry it out with the release that made it, or make a new plan with this one; nothing was sent"
        )
    }

    private static func altered(_ path: String, why: String) -> CommandError {
        CommandError(
            .planAltered,
            detail: "\(title(path)) is not as it was saved: \(why)",
            remedy: "Use the file as framectl plan -o wrote it (reformatting alters it, too), or make a new plan; "
                + "nothing was sent"
        )
    }

    /// The path that stands for standard input.
    static let input = "-"

    private static func title(_ path: String) -> String { path == input ? "the plan on standard input" : "“\(path)”" }

    private static let largest = 256 << 20

    private static func contents(of path: String) throws(CommandError) -> [UInt8] {
        do throws(BoundedFile.Problem) {
            if path == input { return try BoundedFile.standardInput(limit: largest) }
            return try BoundedFile(reading: path, limit: largest).bytes
        } catch {
            throw unreadable(path, error)
        }
    }

    private static func unreadable(_ path: String, _ problem: BoundedFile.Problem) -> CommandError {
        CommandError(
            .unreadablePlan,
            detail: "\(path == input ? "" : "the plan ")\(title(path)) \(problem.words)",
            remedy: problem == .notOrdinary(.pipe)
                ? "Give the plan on standard input, with - for the file"
                : "Name a file that framectl plan -o wrote and that you can read; it has at most 256 MiB"
        )
    }
}
