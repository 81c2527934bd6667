package import FrameOperations

extension OperationsError: ToolError {
    /// The error, and the remedy.
    package func words(in terms: Terms) -> ErrorWords {
        switch self {
        case .unknownPool(let name, let purpose, let nearest, let listed):
            .unknownPool(name, purpose, nearest: nearest, listed: listed, terms)
        case .ambiguousPool(let name, let purpose, let pools):
            .ambiguousPool(name, purpose, pools, terms)
        case .ambiguousSession(let excluded, let listed):
            .ambiguousSession(excluded: excluded, listed: listed, terms)
        case .sessionNotSelected(let session, let pool, let reason, let kinds):
            .sessionNotSelected(session, pool: pool, reason, kinds: kinds, terms)
        case .poolOfOtherKind(let pool, let name, let kind, let kinds):
            .poolOfOtherKind(pool, name: name, kind: kind, selected: kinds, terms)
        case .noSelectedPool(let kinds, let found, let isNamed):
            .noSelectedPool(kinds: kinds, found: found, isNamed: isNamed, terms)
        case .unknownProtectedPool(let name, let source, let file, let listed):
            .unknownProtectedPool(name, source: source, file: file, listed: listed)
        case .usersNotSent(let source, let sessions, let inScope):
            .usersNotSent(source: source, sessions: sessions, inScope: inScope, terms)
        case .protected(let rule, let source, let file):
            .protected(rule, source: source, file: file, terms)
        case .tooManySessions(let count, let limit, let source):
            .tooManySessions(count, limit: limit, setBy: source, terms)
        case .shareTooLarge(let sessions, let listed, let percent, let limit):
            ErrorWords(
                detail: "the plan would close \(sessions) of \(listed) listed sessions (\(percent) %), "
                    + "more than the limit of \(limit) %",
                remedy: "If that is meant, raise it: \(terms(.maxPercent, "\(percent)"))"
            )
        case .confirmationMismatch(let passed, let phrase):
            ErrorWords(
                detail: passed.map { "\(terms(.confirm)) “\($0)” does not match the plan, which is to \(phrase)" }
                    ?? "the confirmation did not match",
                remedy: "Nothing was closed. Check the plan, then confirm it: \(terms(.confirm, "\"\(phrase)\""))"
            )
        case .poolsChanged(let pools):
            .poolsChanged(pools, terms)
        case .planDrifted(let extent, let limit):
            ErrorWords(
                detail: "\(extent.words(in: terms)): \(extent.percent) % drift, more than \(limit) %",
                remedy: "Nothing was closed. Make a new plan with \(terms(.savePlan)), or, if that is meant, allow it: "
                    + terms(.maxDrift, "\(extent.percent)")
            )
        case .otherAccount(let account, let url, let here, let hereURL):
            ErrorWords(
                detail: "the plan is of account \(account) at \(url), and this is account \(here) at \(hereURL)",
                remedy: "Use the account and the service that the plan was made for"
            )
        case .planNotWritten:
            ErrorWords(
                detail: "the run ended before its plan was written to the journal, and before anything was closed",
                remedy: "Begin again with \(terms(.close))"
            )
        case .runComplete(let run, let conclusion):
            ErrorWords(
                detail: "run \(run) is complete: \(conclusion.verdict)",
                remedy: "For sessions that have started since, begin again with \(terms(.close))"
            )
        case .journalFailed(let failure):
            ErrorWords(detail: failure.underlying, remedy: failure.remedy(terms))
        }
    }
}

extension ErrorWords {
    fileprivate static func tooManySessions(_ count: Int, limit: Int, setBy source: String?, _ terms: Terms) -> Self {
        ErrorWords(
            detail: "the plan would close \(count) sessions, more than the limit of \(limit)"
                + (source.map { " that \($0) sets (protect.max_sessions)" } ?? ""),
            remedy: source == nil
                ? "If that is meant, raise it: \(terms(.maxSessions, "\(count)"))"
                : "Close fewer at a time, with \(terms(.pool)) or \(terms(.session)); no option raises this limit"
        )
    }

    fileprivate static func poolsChanged(_ pools: [PlanDrift.ChangedPool], _ terms: Terms) -> Self {
        func kind(_ kind: String?) -> String { kind.map { "kind \($0)" } ?? "no known kind" }
        let changes = pools.map { pool in
            let title = pool.name.map { "“\($0)” (\(pool.id))" } ?? "“\(pool.id)”"
            return "pool \(title) was of \(kind(pool.before)) in the plan and is of \(kind(pool.now)) now"
        }
        return ErrorWords(
            detail: changes.joined(separator: "; "),
            remedy: "Nothing was closed. Make a new plan with \(terms(.savePlan)), and have it approved"
        )
    }
}

extension OperationsError.JournalFailure {
    fileprivate func remedy(_ terms: Terms) -> String {
        let resume = "resume the run with `\(terms(.resume(run: run)))`"
        return switch remedy {
        case .resume: "R" + resume.dropFirst()
        case .makeRoom: "Make room on that disk, then \(resume)"
        case .fix: "Fix that, then \(resume)"
        case .other(let words): words
        }
    }
}
