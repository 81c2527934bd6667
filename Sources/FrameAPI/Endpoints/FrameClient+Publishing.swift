extension FrameClient {
    /// Starts to publish the sandbox of an account. `POST /accounts/{id}/publish` (vendor text). It is sent once.
    public func publish(_ account: AccountID) async throws(FrameAPIError) -> PublishTask {
        try PublishTask(try await post("/accounts/\(account)/publish"))
    }
}

extension FrameReading {
    /// The publish tasks of an account. `GET /accounts/{id}/publish/tasks` (vendor text; the body is not documented).
    public func publishTasks(of account: AccountID) async throws(FrameAPIError) -> JSONValue {
        try await value("/accounts/\(account)/publish/tasks", due: "publish tasks")
    }

    /// One publish task. `GET /accounts/{id}/publish/{task}` (vendor text; the body is not documented).
    public func publishTask(_ task: PublishTaskID, of account: AccountID) async throws(FrameAPIError) -> PublishTask {
        try PublishTask(try await get("/accounts/\(account)/publish/\(task)"))
    }
}

/// A task that publishes the sandbox of an account to its pools.
///
/// No field of a task is publicly documented, so the complete answer is kept beside the id, if there is one.
public struct PublishTask: Sendable, Equatable {
    /// The task's id, when the answer holds an `id`.
    public let id: PublishTaskID?
    /// The answer as received.
    public let content: JSONValue

    init(_ answer: Answer) throws(FrameAPIError) {
        content = try answer.value(due: "a publish task")
        id = (try? JSONScanner.object(in: answer.body))?.identifier("id")
    }
}
