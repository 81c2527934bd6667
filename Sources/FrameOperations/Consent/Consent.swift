package import FoundationEssentials
package import FrameAPI

/// How somebody said yes to a plan.
package enum ConsentAnswer: Sendable, Equatable {
    /// The phrase, typed at the question.
    case typed(String)
    /// The value of `--confirm`.
    case confirmFlag(String)
    /// `--yes`.
    case yesFlag
}

/// The words that consent to one plan and to no other: they hold the count and the account.
package struct ConsentPhrase: Sendable, Equatable {
    private let count: Int
    private let approvedCount: Int?
    private let title: String
    /// Whether it holds what the account is called; without a name that is its id.
    package let isByName: Bool

    /// The phrase of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan, as it is shown.
    ///   - approvedCount: How many sessions the saved plan is to close of which this is what is left; its phrase serves a script
    ///     as well, because the set has only shrunk.
    package init(for plan: Plan, approvedCount: Int? = nil) {
        count = plan.targets.count
        self.approvedCount = approvedCount
        let name = Self.normalized(plan.subject.title)
        isByName = Self.canBeTyped(name)
        title = isByName ? name : Self.printable(plan.subject.account.value)
    }

    /// What is asked for at a terminal, as in `close 412 sessions in Contoso Training`.
    package var full: String { "\(short) in \(title)" }

    /// What a script passes, as in `close 412 sessions`.
    package var short: String { Self.short(count) }

    private static func short(_ count: Int) -> String { "close \(count) \(count == 1 ? "session" : "sessions")" }

    /// Whether an answer is this phrase. At the question only the whole phrase is; a script may leave the account out.
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

    /// The longest name that is asked for, in characters.
    private static let longestName = 60

    /// Whether a name is shown as it is and can be typed as it is shown: it is not too long, nothing in it is invisible or hidden, and no
    /// letter has more marks than letters have.
    private static func canBeTyped(_ name: String) -> Bool {
        let isShown = name.unicodeScalars.allSatisfy { $0.isPrintable && !$0.properties.isDefaultIgnorableCodePoint }
        return !name.isEmpty && isShown && Excerpt.of(name, limit: longestName) == name
            && Redaction.current.map { $0.redact(name) == name } ?? true
    }

    /// An id as it can be shown, should it be an odd one.
    private static func printable(_ id: String) -> String {
        normalized(String(String.UnicodeScalarView(id.unicodeScalars.lazy.filter(\.isPrintable).prefix(120))))
    }

    private static func normalized(_ text: String) -> String {
        text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) }.joined(separator: " ")
    }
}

/// A plan that somebody consented to, as shown, within the ceilings. Only this can be run, and there is no other way to one.
package struct ConfirmedPlan: Sendable {
    /// The plan, exactly as it was shown.
    package let plan: Plan
    /// How consent was given.
    package let answer: ConsentAnswer
    /// How much the run may close at the most.
    package let ceilings: Ceilings
    /// Whether those who join afterwards are included.
    package let sweep: Sweep
    /// Whether named sessions that are not found are no failure.
    package let ignoresNotFound: Bool
    /// When.
    package let consentedAt: Date

    /// Takes an answer to a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan, as it was shown.
    ///   - answer: What was said to it.
    ///   - approvedCount: How many sessions the saved plan is to close of which this is what is left, if it is one.
    ///   - ceilings: How much the run may close at the most.
    ///   - sweep: Whether those who join afterwards are included.
    ///   - ignoresNotFound: Whether named sessions that are not found are no failure.
    ///   - protections: What may not be done, whatever was agreed to.
    ///   - reason: What was said why, if anything was.
    ///   - moment: When consent was given.
    /// - Throws: ``OperationsError``: `protected`, `over-ceiling`, or `consent-refused` when the answer is not this plan's phrase.
    ///   A plan that closes nothing, now or later, takes the phrase of any number.
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
        // What was to be confirmed may be gone by now.
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

    /// What was confirmed, less what a later listing no longer shows where it may be closed.
    ///
    /// - Parameters:
    ///   - snapshot: The later listing.
    ///   - answers: What the service says of sessions that were named and never listed.
    ///   - protections: What is protected.
    /// - Returns: The same confirmation for a plan whose targets are among those that were confirmed.
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
    /// The phrase that a script gave.
    var passed: String? {
        if case .confirmFlag(let text) = self { text } else { nil }
    }
}

extension Plan {
    /// Whether nothing is to be confirmed: no session is to be closed, and none that starts later.
    package func closesNothing(with sweep: Sweep) -> Bool { targets.isEmpty && sweep == .none }
}
