import FrameOperations
import FrameWording
import Testing

@testable import FrameAPI

@Suite("What is said of a wait for an empty account")
struct WaitWordsTests {
    private static let unreachable = FrameAPIError(.unreachable, detail: "no route", remedy: "Mend it")
    private static let left = [
        Plan.Target(id: "s1", poolID: "p1"), Plan.Target(id: "s2", poolID: "p1"), Plan.Target(id: "s3", poolID: "p2"),
    ]

    private static func result(
        _ verdict: EmptyVerdict,
        left: [Plan.Target]? = [],
        unknown: Int = 0,
        notFound: [SessionID] = []
    ) -> EmptyResult {
        EmptyResult(
            verdict: verdict,
            checks: 7,
            left: left,
            unknown: Array(repeating: Plan.Skipped(id: nil, poolID: nil, reason: .noID), count: unknown),
            notFound: notFound,
            lookalikes: notFound.contains("S001") ? ["S001": "s001"] : [:],
            waited: .seconds(90)
        )
    }

    @Test(
        "is one line for each verdict",
        arguments: [
            (result(.empty), "Empty: two listings in a row showed no session in scope."),
            (
                result(.empty, unknown: 6, notFound: ["x"]),
                "Empty: two listings in a row showed no session in scope. Listed without a usable id, pool or kind, and "
                    + "ignored: 6. Not found, and ignored: x."
            ),
            (result(.notEmpty, left: left), "Not empty after 90 s: 3 sessions in scope left in 2 pools."),
            (
                result(.notEmpty, left: Array(left.prefix(1)), unknown: 2),
                "Not empty after 90 s: 1 session in scope left in 1 pool. Listed without a usable id, pool or kind: 2."
            ),
            (result(.notEmpty), "Not empty after 90 s: named sessions are live and not listed."),
            (
                result(.unverified(count: 1)),
                "Not known to be empty: 1 session is not listed, and not confirmed to be gone."
            ),
            (
                result(.unverified(count: 2)),
                "Not known to be empty: 2 sessions are not listed, and not confirmed to be gone."
            ),
            (
                result(.mayBeTruncated(count: 25)),
                "Not known to be empty: no session in scope is listed, but the listing, of 25 sessions, may be truncated."
            ),
            (
                result(.stale(age: .seconds(40))),
                "Not known to be empty: no session in scope is listed, but the listing comes from a cache and is 40 s old."
            ),
            (
                result(.stale(age: SessionListing.unknownAge)),
                "Not known to be empty: no session in scope is listed, but the listing comes from a cache and is of an "
                    + "age that cannot be read."
            ),
            (
                result(.unknown(count: 1), unknown: 1),
                "Not known to be empty: no session in scope is listed, but there are sessions that cannot be judged. "
                    + "Listed without a usable id, pool or kind: 1."
            ),
            (
                result(.notFound, notFound: ["S001", "b", "c", "d", "e", "f"]),
                "No session in scope is listed, but sessions that were named are not found. "
                    + "Not found: S001 (did you mean s001?), b, c, d, e and 1 more."
            ),
            (result(.interrupted, left: nil), "Interrupted before the first listing."),
            (
                result(.interrupted, left: left),
                "Interrupted. At the last listing: 3 sessions in scope left in 2 pools."
            ),
            (result(.interrupted), "Interrupted. At the last listing: no session in scope is listed."),
            (result(.failed(unreachable)), "Not known to be empty: the last listing failed (no route)."),
        ] as [(EmptyResult, String)]
    )
    func verdict(result: EmptyResult, words: String) {
        #expect(result.words == words)
    }
}
