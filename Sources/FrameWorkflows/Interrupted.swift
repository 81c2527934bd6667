import FrameAPI
package import FrameOperations

/// The user interrupted before anything was changed: no run had begun, nothing was written.
package struct Interrupted: Error, Sendable, Equatable {
    /// Makes the error.
    package init() {}
}

extension StopSwitch {
    /// Performs work that is cancelled when this is triggered.
    ///
    /// - Throws: ``Interrupted``, or the error of the work.
    package func ending<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await firstResult(
            of: work,
            or: {
                await self.thrown()
                throw Interrupted()
            }
        )
    }
}
