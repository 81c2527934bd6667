import FoundationEssentials
import FrameAPI
import FrameOperations
import FrameWording
import Testing

@testable import FramectlCommands

/// One error of the operations, with what the command line says of it.
struct OperationsErrorSample: Sendable, CustomTestStringConvertible {
    let error: OperationsError
    let detail: String
    let remedy: String

    init(_ error: OperationsError, _ detail: String, _ remedy: String) {
        self.error = error
        self.detail = detail
        self.remedy = remedy
    }

    var testDescription: String { detail }
}

extension OperationsErrorSample {
    /// Every case at least once; ``OperationsErrorKind`` sees to that.
    static let all: [OperationsErrorSample] = selection + protection + confirmation + running

    private static let pools = [
        Pool(id: "prod", kind: "production", name: "Classroom"), Pool(id: "sandbox", kind: "sandbox"),
    ]

    private static let selection: [OperationsErrorSample] = [
        OperationsErrorSample(
            .unknownPool("Clasroom", .selecting, nearest: "Classroom", listed: pools),
            "--pool “Clasroom” matches no pool of this account",
            "Did you mean “Classroom”? Its pools are: Classroom (prod), sandbox"
        ),
        OperationsErrorSample(
            .unknownPool("x", .excluding, nearest: nil, listed: (1...12).map { Pool(id: PoolID("p\($0)"), kind: nil) }),
            "--exclude-pool “x” matches no pool of this account; the service sent no names, so only ids can match",
            "Its pools are: p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, and 2 more"
        ),
        OperationsErrorSample(
            .unknownPool("x", .selecting, nearest: nil, listed: []),
            "--pool “x” matches no pool of this account; the service sent no names, so only ids can match",
            "The account has no pools"
        ),
        OperationsErrorSample(
            .ambiguousPool("twin", .excluding, matching: ["twin-1", "twin-2"]),
            "--exclude-pool “twin” matches 2 pools",
            "Name the one that is meant by its id: twin-1, twin-2"
        ),
        OperationsErrorSample(
            .ambiguousSession(excluded: "S1", listed: "s1"),
            "--exclude-session “S1” is not listed, and differs from the listed session “s1” by letter case or "
                + "composition alone",
            "Copy the id as the listing has it. Nothing was closed"
        ),
        OperationsErrorSample(
            .sessionNotSelected("s2", pool: "Lab", .otherKind("sandbox"), selectedKinds: ["production"]),
            "--session “s2” is listed in pool “Lab”, and would not be closed: \(SkipReason.otherKind("sandbox").words(in: .commandLine))",
            "Leave it out, or select its kind, too: --kind production --kind sandbox"
        ),
        OperationsErrorSample(
            .sessionNotSelected("s2", pool: nil, .poolNotNamed, selectedKinds: ["production"]),
            "--session “s2” is listed, and would not be closed: \(SkipReason.poolNotNamed.words(in: .commandLine))",
            "Leave it out, or name its pool, too"
        ),
        OperationsErrorSample(
            .poolOfOtherKind("sandbox", name: "Golden Image", kind: "sandbox", selectedKinds: ["production"]),
            "--pool “Golden Image” (sandbox) is of kind sandbox, and only pools of kind production are selected",
            "Leave the pool out, or select its kind, too: --kind production --kind sandbox"
        ),
        OperationsErrorSample(
            .poolOfOtherKind("torn", name: nil, kind: nil, selectedKinds: ["production", "test"]),
            "--pool “torn” is of no known kind, and only pools of kind production, test are selected",
            "Leave the pool out; --kind cannot select it, because the service lists no certain kind for it"
        ),
        OperationsErrorSample(
            .noSelectedPool(
                kinds: ["production"],
                found: [.init(kind: nil, pools: 1), .init(kind: "sandbox", pools: 2)],
                isNamed: false
            ),
            "this account has no pool of kind production; the kinds that there are: (no kind) (1), sandbox (2)",
            "Check the account and the credential's role; name other kinds with --kind, if they are meant"
        ),
        OperationsErrorSample(
            .noSelectedPool(kinds: ["production"], found: [], isNamed: true),
            "--pool names no pool of kind production; it shows no pool at all",
            "Check the account and the credential's role; name other kinds with --kind, if they are meant"
        ),
    ]

    private static func protected(_ rule: Protection.Rule) -> OperationsError {
        .protected(rule, source: "profile training", file: "/t.yaml")
    }

    private static let protection: [OperationsErrorSample] =
        [
            OperationsErrorSample(
                .unknownProtectedPool("Labb", source: "profile training", file: "/t.yaml", listed: pools),
                "profile training protects the pool “Labb”, which this account does not list",
                "Correct protect.pools in /t.yaml, or take the pool out of it if it is gone; the account lists: "
                    + "Classroom, sandbox"
            ),
            OperationsErrorSample(
                .usersNotSent(source: "profile training", sessions: 2, inScope: 3),
                "profile training protects users (protect.users), and the service names no user for 2 of 3 sessions in "
                    + "scope",
                "Protect the pools of these users instead, with protect.pools, or narrow to pools of others with --pool. "
                    + "Nothing was closed"
            ),
            OperationsErrorSample(
                protected(.readOnly),
                "profile training reads only (protect.read_only in /t.yaml)",
                "Choose a profile that may close, with --profile. Nothing was closed"
            ),
            OperationsErrorSample(
                protected(.planRequired),
                "profile training closes by a saved plan only (protect.require_plan in /t.yaml)",
                "Save one with framectl plan -o FILE, have it approved, and carry it out with framectl apply FILE. "
                    + "Nothing was closed"
            ),
            OperationsErrorSample(
                protected(.reasonRequired),
                "profile training requires --reason (protect.require_reason in /t.yaml)",
                "Give the reason, which is stored in the journal: --reason \"…\". Nothing was closed"
            ),
            OperationsErrorSample(
                protected(.maxSessions(3, limit: 2)),
                "profile training closes at most 2 sessions in a run, and this one has 3 (protect.max_sessions in "
                    + "/t.yaml)",
                "Begin again with framectl close for fewer at a time, with --pool or --session. Nothing was closed"
            ),
            OperationsErrorSample(
                protected(.rawRequest),
                "profile training protects sessions (protect in /t.yaml), and whether this request keeps to that cannot "
                    + "be told",
                "Use framectl close, or choose another profile with --profile. Nothing was sent"
            ),
        ]
        + ((try? AllowedHours(["03:00-04:00"], zone: "UTC")).map { hours in
            OperationsErrorSample(
                protected(.hours(hours, at: Date(timeIntervalSince1970: 60))),
                "profile training closes 03:00-04:00 GMT only, and it is 00:01 GMT there (protect.hours in /t.yaml)",
                "It is allowed again from 03:00 GMT. Nothing was closed"
            )
        }.map { [$0] } ?? [])

    private static let confirmation: [OperationsErrorSample] = [
        OperationsErrorSample(
            .tooManySessions(4, limit: 3, setBy: nil),
            "the plan would close 4 sessions, more than the ceiling of 3",
            "If that is meant, raise it: --max-sessions 4"
        ),
        OperationsErrorSample(
            .tooManySessions(4, limit: 3, setBy: "profile training"),
            "the plan would close 4 sessions, more than the ceiling of 3 that profile training sets "
                + "(protect.max_sessions)",
            "Close fewer at a time, with --pool or --session; no flag raises this ceiling"
        ),
        OperationsErrorSample(
            .shareTooLarge(sessions: 2, listed: 6, percent: 34, limit: 10),
            "the plan would close 2 of 6 listed sessions (34 %), more than the ceiling of 10 %",
            "If that is meant, raise it: --max-percent 34"
        ),
        OperationsErrorSample(
            .confirmationMismatch(passed: nil, phrase: "close 3 sessions"),
            "the confirmation did not match",
            "Nothing was closed. Check the plan, then confirm it: --confirm \"close 3 sessions\""
        ),
        OperationsErrorSample(
            .confirmationMismatch(passed: "close 2 sessions", phrase: "close 3 sessions"),
            "--confirm “close 2 sessions” does not match the plan, which is to close 3 sessions",
            "Nothing was closed. Check the plan, then confirm it: --confirm \"close 3 sessions\""
        ),
    ]

    private static let running: [OperationsErrorSample] = [
        OperationsErrorSample(
            .poolsChanged([
                .init(id: "prod", name: "Classroom", before: "production", now: "test"),
                .init(id: "lab", name: nil, before: nil, now: "production"),
            ]),
            "pool “Classroom” (prod) was of kind production in the plan and is of kind test now; "
                + "pool “lab” was of no known kind in the plan and is of kind production now",
            "Nothing was closed. Make a new plan with framectl plan -o FILE, and have it approved"
        ),
        OperationsErrorSample(
            .planDrifted(.init(planned: 10, gone: 1, movedOut: [.poolNotNamed], joined: 2), limit: 20),
            "1 of 10 planned sessions is gone, 1 of 10 planned sessions is no longer in scope "
                + "(\(SkipReason.poolNotNamed.words(in: .commandLine))), 2 new sessions: 40 % drift, more than 20 %",
            "Nothing was closed. Make a new plan with framectl plan -o FILE, or, if that is meant, allow it: "
                + "--max-drift 40"
        ),
        OperationsErrorSample(
            .planDrifted(.init(planned: 1, gone: 1, movedOut: [], joined: 1), limit: 0),
            "1 of 1 planned session is gone, 1 new session: 200 % drift, more than 0 %",
            "Nothing was closed. Make a new plan with framectl plan -o FILE, or, if that is meant, allow it: "
                + "--max-drift 200"
        ),
        OperationsErrorSample(
            .planNotWritten,
            "the run ended before its plan was written to the journal, and before anything was closed",
            "Begin again with framectl close"
        ),
        OperationsErrorSample(
            .runComplete(run: "run-1", Conclusion(.complete, outcomes: [.closed: 2])),
            "run run-1 is complete: All 2 sessions closed.",
            "For sessions that have started since, begin again with framectl close"
        ),
        OperationsErrorSample(
            .journalFailed(.init(run: "run-1", underlying: "the disk is full", remedy: .makeRoom)),
            "the disk is full",
            "Make room on that disk, then resume the run with `framectl runs resume run-1`"
        ),
        OperationsErrorSample(
            .journalFailed(.init(run: "run-1", underlying: "no", remedy: .fix)),
            "no",
            "Fix that, then resume the run with `framectl runs resume run-1`"
        ),
        OperationsErrorSample(
            .journalFailed(.init(run: "run-1", underlying: "no", remedy: .resume)),
            "no",
            "Resume the run with `framectl runs resume run-1`"
        ),
        OperationsErrorSample(
            .otherAccount(
                "a1",
                apiURL: "https://api.example.com/v1",
                here: "a2",
                hereURL: "https://api.example.org/v1"
            ),
            "the plan is of account a1 at https://api.example.com/v1, and this is account a2 at https://api.example.org/v1",
            "Use the account and the service that the plan was made for"
        ),
        OperationsErrorSample(
            .journalFailed(.init(run: "run-1", underlying: "it was moved", remedy: .other("Move it back"))),
            "it was moved",
            "Move it back"
        ),
    ]
}

/// Which case an error is: a new one does not compile before it is here, and fails a test before it has a sample.
enum OperationsErrorKind: CaseIterable {
    case unknownPool, ambiguousPool, ambiguousSession, sessionNotSelected, poolOfOtherKind, noSelectedPool
    case unknownProtectedPool, usersNotSent, readOnly, planRequired, reasonRequired, hours, maxSessions, rawRequest
    case tooManySessions, shareTooLarge, confirmationMismatch, poolsChanged, planDrifted, otherAccount, planNotWritten,
        runComplete
    case journalResume, journalMakeRoom, journalFix, journalOther

    init(_ error: OperationsError) {
        self =
            switch error {
            case .unknownPool: .unknownPool
            case .ambiguousPool: .ambiguousPool
            case .ambiguousSession: .ambiguousSession
            case .sessionNotSelected: .sessionNotSelected
            case .poolOfOtherKind: .poolOfOtherKind
            case .noSelectedPool: .noSelectedPool
            case .unknownProtectedPool: .unknownProtectedPool
            case .usersNotSent: .usersNotSent
            case .protected(.readOnly, _, _): .readOnly
            case .protected(.planRequired, _, _): .planRequired
            case .protected(.reasonRequired, _, _): .reasonRequired
            case .protected(.hours, _, _): .hours
            case .protected(.maxSessions, _, _): .maxSessions
            case .protected(.rawRequest, _, _): .rawRequest
            case .tooManySessions: .tooManySessions
            case .shareTooLarge: .shareTooLarge
            case .confirmationMismatch: .confirmationMismatch
            case .poolsChanged: .poolsChanged
            case .planDrifted: .planDrifted
            case .otherAccount: .otherAccount
            case .planNotWritten: .planNotWritten
            case .runComplete: .runComplete
            case .journalFailed(let failure):
                switch failure.remedy {
                case .resume: .journalResume
                case .makeRoom: .journalMakeRoom
                case .fix: .journalFix
                case .other: .journalOther
                }
            }
    }
}
