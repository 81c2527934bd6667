import NIOCore

extension Channel {
    /// Lets a handler prepare the channel: it completes its promise, and is removed then. A channel that could not be prepared is closed.
    ///
    /// - Parameters:
    ///   - limit: How long that may take.
    ///   - late: The error when it takes longer.
    ///   - add: Makes the handler, and adds it to the pipeline.
    /// - Returns: The channel.
    func prepare(
        within limit: TimeAmount,
        otherwise late: any Error,
        _ add: (ChannelPipeline.SynchronousOperations, EventLoopPromise<Void>) throws -> some RemovableChannelHandler
    ) -> EventLoopFuture<any Channel> {
        let done = eventLoop.makePromise(of: Void.self)
        let timer = eventLoop.scheduleTask(in: limit) { done.fail(late) }
        let removed: EventLoopFuture<Void>
        do {
            let handler = try add(pipeline.syncOperations, done)
            removed = done.futureResult.assumeIsolated()
                .flatMap { [pipeline] in pipeline.syncOperations.removeHandler(handler) }
                .nonisolated()
        } catch {
            done.fail(error)
            removed = done.futureResult
        }
        done.futureResult.whenComplete { _ in timer.cancel() }
        return removed.map { self }.flatMapErrorThrowing { error in
            self.close(promise: nil)
            throw error
        }
    }
}
