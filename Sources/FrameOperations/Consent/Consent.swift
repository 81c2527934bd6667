package import FoundationEssentials
package import FrameAPI

/// How a plan was confirmed.
package enum ConsentAnswer: Sendable, Equatable {
    /// The phrase, typed at the question.
    case typed(String)
    /// The value of `--confirm`.
    case confirmFlag(String)
    /// `--yes`.
    case yesFlag
}

/// The phrase that confirms one plan and no other: it has the count and the account.
package struct ConsentPhrase: Sendable, Equatable {
    private let count: Int
    private let approvedCount: Int?
    private let title: String
    /// Whether it has the account's name; without a name it has the id.
    package let isByName: Bool

    /// The phrase of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan, as it is shown.
    ///   - approvedCount: How many sessions the saved plan is to close, when this plan is its remaining part. Its phrase is valid in a
    ///     script as well, because the set has only shrunk.
    package init(for plan: Plan, approvedCount: Int? = nil) {
        count = plan.targets.count
        self.approvedCount = approvedCount
        let name = Self.normalized(plan.subject.title)
        isByName = Self.canBeTyped(name)
        title = isByName ? name : Self.printable(plan.subject.account.value)
    }

    /// The phrase at a terminal, as in `close 412 sessions in Contoso Training`.
    package var full: String { "\(short) in \(title)" }

    /// The phrase of a script, as in `close 412 sessions`.
    package var short: String { Self.short(count) }

    private static func short(_ count: Int) -> String { "close \(count) \(count == 1 ? "session" : "sessions")" }

    /// Whether an answer is this phrase. The question requires the full phrase; a script may omit the account.
    func fits(_ answer: ConsentAnswer) -> Bool {
        switch answer {
        case .typed(let text): Self.normalized(text) == Self.normalized(full)
        case .confirmFlag(let text): accepted.map(Self.normalized).contains(Self.normalized(text))
        case .yesFlag: true
        }
    }

    /// Whether an answer has the form of such a phrase, for any number of sessions.
    static func isOne(_ answer: ConsentAnswer) -> Bool {
        guard case .confirmFlag(let text) = answer else { return true }
        let words = normalized(text).parts(between: " ")
        return words.count >= 3 && words[0] == "close" && Int(words[1]) != nil
            && ["session", "sessions"].contains(words[2])
    }

    private var accepted: [String] {
        [count, approvedCount].compactMap(\.self).map(Self.short).flatMap { [$0, "\($0) in \(title)"] }
    }

    /// The longest name that a phrase has, in characters.
    private static let longestName = 60

    /// Whether a name is shown completely and can be typed as shown: it is not too long, contains nothing invisible or hidden, and no
    /// letter has more marks than usual.
    private static func canBeTyped(_ name: String) -> Bool {
        let isShown = name.unicodeScalars.allSatisfy { $0.isPrintable && !$0.properties.isDefaultIgnorableCodePoint }
        return !name.isEmpty && isShown && Excerpt.of(name, limit: longestName) == name
            && Redaction.current.map { $0.redact(name) == name } ?? true
    }

    /// An id in printable form, in case it is an unusual one.
    private static func printable(_ id: String) -> String {
        normalized(String(String.UnicodeScalarView(id.unicodeScalars.lazy.filter(\.isPrintable).prefix(120))))
    }

    private static func normalized(_ text: String) -> String {
        text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }.joined(separator: " ")
    }
}

/// A plan that was confirmed as shown, within the limits. Only a confirmed plan can be run, and there is no other way to make one.
package struct ConfirmedPlan: Sendable {
    /// The plan, exactly as it was shown.
    package let plan: Plan
    /// How it was confirmed.
    package let answer: ConsentAnswer
    /// The limits of the run.
    package let ceilings: Ceilings
    /// Whether new sessions are included.
    package let sweep: Sweep
    /// Whether named sessions that are not found are ignored.
    package let ignoresNotFound: Bool
    /// When it was confirmed.
    package let consentedAt: Date

    /// Confirms a plan by an answer.
    ///
    /// - Parameters:
    ///   - plan: The plan, as it was shown.
    ///   - answer: The answer to it.
    ///   - approvedCount: How many sessions the saved plan is to close, when this plan is its remaining part.
    ///   - ceilings: The limits of the run.
    ///   - sweep: Whether new sessions are included.
    ///   - ignoresNotFound: Whether named sessions that are not found are ignored.
    ///   - protections: The protections, which no answer overrides.
    ///   - reason: The reason for the run, if one was given.
    ///   - moment: When it was confirmed.
    /// - Throws: ``OperationsError``: `protected`, `over-ceiling`, or `consent-refused` when the answer is not this plan's phrase.
    ///   A plan that closes nothing, now or later, accepts the phrase of any number.
    package init(
        _ plan: Plan,
        answer: ConsentAnswer,
        approvedCount: Int? = nil,
        ceilings: Ceilings,
        sweep: Sweep = .none,
        ignoresNotFound: Bool = false,
        protections: Protections = Protections(),
        reason: String? = nil,
        at moment: Date
    ) throws(OperationsError) {
        try protections.admitRun(reason: reason, isPlanned: approvedCount != nil, at: moment)
        let ceilings = protections.lowered(ceilings)
        try ceilings.check(plan)
        let phrase = ConsentPhrase(for: plan, approvedCount: approvedCount)
        // The sessions to confirm may be gone by now.
        let isOne = plan.closesNothing(with: sweep) && ConsentPhrase.isOne(answer)
        guard isOne || phrase.fits(answer) else {
            throw .confirmationMismatch(passed: answer.passed, phrase: phrase.short)
        }
        self.plan = plan
        self.answer = answer
        self.ceilings = ceilings
        self.sweep = sweep
        self.ignoresNotFound = ignoresNotFound
        consentedAt = moment
    }

    private init(_ plan: Plan, of confirmed: ConfirmedPlan) {
        self.plan = plan
        answer = confirmed.answer
        ceilings = confirmed.ceilings
        sweep = confirmed.sweep
        ignoresNotFound = confirmed.ignoresNotFound
        consentedAt = confirmed.consentedAt
    }

    /// The confirmed plan without the sessions that a later listing does not show as closable.
    ///
    /// - Parameters:
    ///   - snapshot: The later listing.
    ///   - answers: The service's answers about sessions that were named and never listed.
    ///   - protections: The protections.
    /// - Returns: The same confirmation for a plan whose targets are a subset of the confirmed ones.
    /// - Throws: ``OperationsError``: `unknown-protected-pool`, or `field-not-sent`.
    package func narrowed(
        to snapshot: Snapshot,
        answers: [SessionID: SessionStanding],
        protections: Protections
    ) throws(OperationsError) -> ConfirmedPlan {
        let drift = try PlanDrift(from: plan, to: snapshot, answers: answers, protections: protections)
        return ConfirmedPlan(drift.narrowed, of: self)
    }
}

extension ConsentAnswer {
    /// The phrase of a script.
    var passed: String? {
        if case .confirmFlag(let text) = self { text } else { nil }
    }
}

extension Plan {
    /// Whether there is nothing to confirm: no session is to be closed, and no new session either.
    package func closesNothing(with sweep: Sweep) -> Bool { targets.isEmpty && sweep == .none }
}
