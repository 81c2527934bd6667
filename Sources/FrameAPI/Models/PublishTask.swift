/// A task that publishes the sandbox of an account to its pools.
///
/// No field of a task stands in the public record, so the whole answer is kept beside the id, where there is one.
public struct PublishTask: Sendable, Equatable {
    /// The task's id, when the answer holds an `id`.
    public let id: PublishTaskID?
    /// The answer as it came.
    public let content: JSONValue

    init(_ answer: Answer) throws(FrameAPIError) {
        content = try answer.value(due: "a publish task")
        id = (try? JSONScanner.object(in: answer.body))?.identifier("id")
    }
}
