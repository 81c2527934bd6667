/// Decides when a request may be sent: one instance for each credential and service, for all senders.
///
/// The client asks for every attempt of a read. The caller of an acting request asks for it, because it judges the answer.
public protocol RequestPacing: Sendable {
    /// Returns when a read may be sent; `nil` when the task was cancelled first.
    func admitRead() async -> PacingTicket?
    /// Receives the result of an admitted read.
    ///
    /// - Parameters:
    ///   - ticket: Its ticket.
    ///   - end: Its result.
    ///   - reason: The message of the service or the network, if it failed.
    /// - Returns: How long nothing is sent from now, if that is longer than before.
    func readEnded(_ ticket: PacingTicket, _ end: AttemptEnd, reason: String) -> Duration?
    /// Receives the announced limit of any answer.
    func learn(_ allowance: RateAllowance)
}

/// The right to send one request.
public struct PacingTicket: Sendable, Hashable {
    /// The number of the request among the admitted ones.
    public let number: Int
    /// Whether it was admitted alone, to test whether the service accepts requests again.
    public let isTrial: Bool

    /// Makes a ticket.
    public init(number: Int, isTrial: Bool) {
        self.number = number
        self.isTrial = isTrial
    }
}

/// The result of an attempt, as far as it matters for the pace.
public enum AttemptEnd: Sendable, Equatable {
    /// The service answered, possibly with a refusal.
    case through
    /// 429; with the requested wait.
    case throttled(retryAfter: Duration?)
    /// It failed or had no answer; with the requested wait.
    case failed(retryAfter: Duration?)
    /// It was not sent after all, or cancelled by its caller.
    case withdrawn

    /// The meaning of an error for the pace. An unanswered or failed question says nothing about the capacity of the service.
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
