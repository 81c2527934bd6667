package import FoundationEssentials
package import FrameAPI

/// The state of one target by the log.
package struct SessionProgress: Sendable, Equatable {
    /// The phase of the target.
    package enum Phase: Sendable, Equatable {
        /// No DELETE was announced.
        case waiting
        /// A DELETE was announced and has no answer.
        case closing
        /// The last DELETE was answered.
        case answered(DeleteAnswer.Meaning)
        /// It is gone, by two witnesses.
        case seenGone(byUs: Bool)
    }

    /// The pool that it was listed in.
    package let poolID: PoolID
    /// Its phase.
    package internal(set) var phase = Phase.waiting
    /// How many DELETEs were sent, without those rejected by a 429.
    package internal(set) var attempts = 0
    /// How many of them were sent before the run was last resumed.
    package internal(set) var attemptsBefore = 0
    /// Why it must not be closed now, if the last check showed it outside the confirmed scope.
    package internal(set) var outOfScope: SkipReason? {
        get { reasons.first }
        set { reasons = newValue.map { [$0] } ?? [] }
    }

    /// Few sessions have one, and there are many sessions: an empty list takes no memory.
    private var reasons: [SkipReason] = []
    /// The last answer.
    package internal(set) var lastAnswer: LastAnswer?
    /// When the last answer was sent by the service's clock, or since when it is a target. Without an answer, or without a date in it, this
    /// is computed from this machine's clock.
    package internal(set) var serviceDate: Date?
    /// Whether a DELETE of this run may have been carried out.
    package internal(set) var mayHaveActed = false
    /// Whether a DELETE of this run was answered 2xx.
    package internal(set) var wasAccepted = false
    /// Whether the only DELETE that may have been carried out is one that may not have been sent.
    var isUncertain = false
    /// `mayHaveActed` according to the answers so far, without a DELETE in flight.
    var actedBefore = false
    /// How many checks were complete when it was last answered, or when a check last left it open whether it is live.
    var looksWhenAnswered = 0

    /// The index of its pool in ``RunState/pools``.
    let place: Int32

    init(poolID: PoolID, place: Int = 0, serviceDate: Date? = nil) {
        self.poolID = poolID
        self.place = Int32(place)
        self.serviceDate = serviceDate
    }
}

/// The last known result of the DELETEs of one session; small, because there are many.
package struct LastAnswer: Sendable, Equatable {
    /// The message of the service or the network.
    package let detail: String?
    private let code: Int16?
    package let meaning: DeleteAnswer.Meaning
    /// Whether there was one. Otherwise the DELETE was announced, and the process ended before it was known whether it was sent.
    package let isAnswer: Bool

    /// Makes an answer.
    package init(meaning: DeleteAnswer.Meaning, status: Int? = nil, detail: String? = nil) {
        self.init(meaning, status, detail, isAnswer: true)
    }

    private init(_ meaning: DeleteAnswer.Meaning, _ status: Int?, _ detail: String?, isAnswer: Bool) {
        self.detail = detail
        code = status.map(Int16.init(clamping:))
        self.meaning = meaning
        self.isAnswer = isAnswer
    }

    /// A DELETE was announced; the process ended before it was known whether it was sent.
    static let cutOff = LastAnswer(.unknown, nil, nil, isAnswer: false)

    package var status: Int? { code.map(Int.init) }
}

extension SessionProgress {
    /// Whether it is known to be gone.
    package var isSeenGone: Bool { phase.isSeenGone }
}

extension SessionProgress.Phase {
    var isSeenGone: Bool {
        if case .seenGone = self { true } else { false }
    }

    var isHandled: Bool {
        switch self {
        case .waiting, .closing: false
        case .answered(let meaning): !meaning.isPutOff
        case .seenGone: true
        }
    }
}
