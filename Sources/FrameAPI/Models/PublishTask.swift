/// A task that publishes the sandbox of an account to its pools.
///
/// No field of a task stands in the public record, so the whole answer is kept beside the id, where there is one.
public struct PublishTask: Sendable, Equatable {
    /// The task's id, when the answer holds an `id`.
    public let id: PublishTaskID?
    /// The answer as it came.
    public let content: JSONValue

    init(content: JSONValue) {
        self.content = content
        id =
            switch content["id"] {
            case .string(let text): PublishTaskID(text)
            case .integer(let number): PublishTaskID(String(number))
            default: nil
            }
    }
}
