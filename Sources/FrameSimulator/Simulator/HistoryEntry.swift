package import FoundationEssentials

/// One request as the simulator saw it. It holds neither a secret nor a signature, nor any client id that was not accepted, because such a
/// header may hold anything.
package struct HistoryEntry: Sendable, Equatable {
    package enum Credential: Sendable, Equatable {
        case accepted(clientID: String)
        /// A short code like `signature_mismatch`.
        case refused(String)
    }

    package enum Effect: Sendable, Equatable {
        /// The session is gone, or will be after its closing time; `stuck` never goes.
        case closed(account: String, session: String, stuck: Bool)
        /// Another DELETE of a session that is closing already.
        case closingAlready(account: String, session: String)
        case publishRequested(account: String, task: String)
        case tokenIssued(owner: String)
    }

    /// From 1, in the order of arrival.
    package let sequence: Int
    /// By the clock that was passed in, without the skew of the service.
    package let time: Date
    package let method: String
    /// As sent, with the query.
    package let path: String
    package let credential: Credential
    /// Nil when no answer was sent.
    package let status: Int?
    /// The name of the fault of this request, or `rate-limit`.
    package let fault: String?
    package let effect: Effect?
}

extension HistoryEntry: CustomStringConvertible {
    package var description: String {
        var words = ["\(sequence)", Moment(time).timestamp(zulu: true), method, path]
        words.append(status.map(String.init) ?? "no answer")
        if case .refused(let reason) = credential { words.append("refused (\(reason))") }
        if let fault { words.append("fault (\(fault))") }
        if let effect { words.append("\(effect)") }
        return words.joined(separator: " ")
    }
}

extension HistoryEntry.Effect: CustomStringConvertible {
    package var description: String {
        switch self {
        case .closed(_, let session, false): "closed \(session)"
        case .closed(_, let session, true): "accepted the close of \(session), which is stuck"
        case .closingAlready(_, let session): "was closing \(session) already"
        case .publishRequested(_, let task): "requested publish task \(task)"
        case .tokenIssued(let owner): "issued an anonymous token for \(owner)"
        }
    }
}
