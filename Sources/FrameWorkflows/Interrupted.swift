package import FrameOperations

/// The user interrupted before a run had begun. Nothing was closed.
package struct Interrupted: Error, Sendable, Equatable {
    /// Makes the error.
    package init() {}
}

extension StopSwitch {
    /// Does something that is simply ended when this is triggered.
    ///
    /// - Throws: ``Interrupted``, or what the work throws.
    package func ending<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await self.thrown()
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw Interrupted() }
            return value
        }
    }
}
