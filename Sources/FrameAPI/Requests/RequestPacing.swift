/// Decides when a request may be sent: one for each credential and service, whoever sends.
///
/// The client asks for every attempt of a read. Whatever acts is sent once by a caller who judges the answer, and who therefore
/// asks for itself.
public protocol RequestPacing: Sendable {
    /// Returns when a read may be sent; `nil` when the task was cancelled first.
    func admitRead() async -> PacingTicket?
    /// Is told what became of a read that was admitted.
    ///
    /// - Parameters:
    ///   - ticket: What it was admitted with.
    ///   - end: What became of it.
    ///   - reason: What the service or the network said, if it did not get through.
    /// - Returns: How long nothing is sent from now, if that is longer than before.
    func readEnded(_ ticket: PacingTicket, _ end: AttemptEnd, reason: String) -> Duration?
    /// Is told what an answer, to whatever request, says of the service's limit.
    func learn(_ allowance: RateAllowance)
}

/// The right to send one request.
public struct PacingTicket: Sendable, Hashable {
    /// The number of the request among those that were admitted.
    public let number: Int
    /// Whether it alone was let through, to see whether the service takes requests again.
    public let isTrial: Bool

    /// Makes a ticket.
    public init(number: Int, isTrial: Bool) {
        self.number = number
        self.isTrial = isTrial
    }
}

/// What became of an attempt, as far as it matters for the pace.
public enum AttemptEnd: Sendable, Equatable {
    /// The service answered, be it with a refusal.
    case through
    /// 429; with the wait that the service asks for.
    case throttled(retryAfter: Duration?)
    /// It failed or had no answer; with the wait that the service asks for.
    case failed(retryAfter: Duration?)
    /// It was not sent after all, or given up by whoever wanted it.
    case withdrawn

    /// What an error means for the pace. A question that is not answered, or with a failure, says nothing of how much the service takes.
    init(_ error: FrameAPIError, of request: APIRequest) {
        guard request.isQuestion, error.code != .throttled else {
            self.init(error)
            return
        }
        self = error.status != nil ? .through : .withdrawn
    }

    init(_ error: FrameAPIError) {
        switch error.code {
        case .throttled: self = .throttled(retryAfter: error.retryAfter)
        case .cancelled: self = .withdrawn
        case _ where error.isTransient: self = .failed(retryAfter: error.retryAfter)
        default: self = .through
        }
    }
}
