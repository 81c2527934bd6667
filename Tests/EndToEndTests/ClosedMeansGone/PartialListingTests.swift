import Testing

/// A service that cuts its listing into pages of 16 rows once DELETEs were sent. The first page holds sandboxes alone.
@Suite("Closed means gone: a listing of which one page came")
struct PartialListingTests {
    private static let size = 16

    private static func pages(_ name: String, _ mark: @escaping @Sendable (Reply, Int, Int) -> Reply) -> Lie {
        Lie("a page of 16 with \(name)") { lies in
            lies.listing = { scene in
                guard !scene.isBeforeDeletes else { return scene.truth }
                let shown = scene.listed.prefix(size).map { Array($0.row.utf8) }
                return mark(.rows(shown), shown.count, scene.listed.count)
            }
        }
    }

    private static let silent = pages("nothing that says so") { reply, _, _ in reply }

    private static let account = AccountTruth(targets: 57, bystanders: size)

    /// Of these the answer says itself that it is not all.
    private static let marked: [Lie] = [
        pages("X-Total-Count") { reply, _, total in reply.with(["X-Total-Count": "\(total)"]) },
        pages("Content-Range") { reply, shown, total in
            reply.with(["Content-Range": "items 0-\(shown - 1)/\(total)"])
        },
        pages("X-Next-Page") { $1 < $2 ? $0.with(["X-Next-Page": "2"]) : $0 },
        pages("X-Next-Token") { $1 < $2 ? $0.with(["X-Next-Token": "c2VhdDE3"]) : $0 },
        pages("a link to the next") { $1 < $2 ? $0.with(["Link": "<active_sessions?page=2>; rel=next"]) : $0 },
        pages("the status 206") { $1 < $2 ? $0.with([:], status: 206) : $0 },
    ]

    @Test("proves nobody's absence: no target is called gone", arguments: [silent] + marked)
    func page(lie: Lie) async throws {
        let (service, result) = try await LyingService.close([lie], of: Self.account, effect: .none, deadline: "3s")
        try service.expect(result, status: 3, .stuck, .unverified)
        #expect(service.deletes.count >= 57)
    }

    @Test("and holds nobody up once the page is all there is: all are closed", arguments: [silent] + marked)
    func whole(lie: Lie) async throws {
        let (service, result) = try await LyingService.close([lie], of: Self.account, effect: .closes, deadline: "3s")
        let report = try service.expect(result, status: 0, .closed)
        #expect(report.doubtful == false)
    }

    @Test("and says so, where single sessions are no witness either: unverified", arguments: marked)
    func withoutSingles(lie: Lie) async throws {
        let lies = [lie, SingleSessionLies.always(SingleSessionLies.absent)]
        let (service, result) = try await LyingService.close(lies, of: Self.account, effect: .none, deadline: "3s")
        try service.expect(result, status: 3, .unverified)
    }
}
