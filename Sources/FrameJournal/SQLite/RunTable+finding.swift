import FrameOperations
import GRDB

extension RunTable {
    /// The one run with this id, or with an id that begins or ends with it.
    ///
    /// - Parameter run: An id, or a part of one.
    /// - Returns: Its row.
    /// - Throws: `unknown-run` or `ambiguous-run`, which name the possible ones.
    func find(_ run: String) throws -> ChainedRun {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT number, id FROM runs
                WHERE ?1 <> '' AND (substr(id, 1, length(?1)) = ?1 OR substr(id, -length(?1)) = ?1) ORDER BY number
                """,
            arguments: [run]
        )
        let candidates = try rows.map { (try $0.decode(Int.self, atIndex: 0), try $0.decode(String.self, atIndex: 1)) }
        let exact = candidates.filter { $0.1 == run }
        let fitting = exact.isEmpty ? candidates : exact
        guard let (number, id) = fitting.first else { throw JournalError.unknownRun(run, latest: try latest()) }
        guard fitting.count == 1 else { throw JournalError.ambiguousRun(run, fitting.map(\.1)) }
        guard let entry = try entry(number), entry.id == id else {
            throw JournalError.corrupt(path, "the list of runs and its index name different runs")
        }
        return entry
    }

    private func latest() throws -> [String] {
        try String.fetchAll(db, sql: "SELECT id FROM runs ORDER BY number DESC LIMIT 3")
    }
}

extension JournalError {
    private static let look = "See them all with `framectl runs list`"

    static func unknownRun(_ run: String, latest: [String]) -> JournalError {
        let others = latest.isEmpty ? "there is none yet" : "the latest are \(latest.joined(separator: ", "))"
        return JournalError(.unknownRun, detail: "the journal has no run “\(run)”; \(others)", remedy: look)
    }

    static func ambiguousRun(_ run: String, _ candidates: [String]) -> JournalError {
        let shown = candidates.prefix(5).joined(separator: ", ")
        let rest = candidates.count > 5 ? " and \(candidates.count - 5) more" : ""
        return JournalError(
            .ambiguousRun,
            detail: "“\(run)” matches \(candidates.count) runs: \(shown)\(rest)",
            remedy: "Name one in full, or a part that only one has. \(look)"
        )
    }
}
