/// Runs two operations at the same time until the first of them ends.
///
/// The first to end wins, whether it returns or throws. The other one is cancelled and waited for, and its result is dropped. When the task
/// itself is cancelled, both are cancelled, and one of them wins all the same.
///
/// - Returns: The result of the winner.
/// - Throws: The error of the winner.
package func firstResult<Value: Sendable, Failure: Error>(
    of one: @escaping @Sendable () async throws(Failure) -> Value,
    or other: @escaping @Sendable () async throws(Failure) -> Value
) async throws(Failure) -> Value {
    let winner = await withTaskGroup(of: Result<Value, Failure>.self) { group in
        for operation in [one, other] {
            group.addTask {
                do throws(Failure) { return .success(try await operation()) } catch { return .failure(error) }
            }
        }
        defer { group.cancelAll() }
        return await group.next()
    }
    guard let winner else { preconditionFailure("one of two operations ends first") }
    return try winner.get()
}
