import FrameAPI
import Testing

@testable import FrameOperations

extension Report {
    /// What became of one session; fails the test when the report does not hold it exactly once.
    func session(_ id: SessionID) throws -> Report.Session {
        let found = sessions.filter { $0.id == id }
        try #require(found.count == 1, "\(id) is reported \(found.count) times")
        return found[0]
    }

    /// What became of one session, in a word.
    func outcome(_ id: SessionID) throws -> Outcome {
        try session(id).outcome
    }
}
