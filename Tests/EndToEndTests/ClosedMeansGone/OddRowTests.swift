import Testing

/// Rows that contradict themselves, and ids that are numbers.
@Suite("What is closed is what was listed, digit by digit, or nothing")
struct OddRowTests {
    private static let twice = [
        #"{"id":"gateway-prod.twice","id":"gateway-prod.seat1","pool_id":"\#(AccountTruth.room)"}"#,
        #"{"id":"gateway-prod.seat1","pool_id":"\#(AccountTruth.room)","id":"gateway-prod.twice"}"#,
        #"{"id":"gateway-prod.twice","pool_id":"\#(AccountTruth.bench)","pool_id":"\#(AccountTruth.room)"}"#,
        #"{"pool_id":"\#(AccountTruth.room)","id":"gateway-prod.twice","pool_id":"\#(AccountTruth.bench)"}"#,
        #"{"id":"gateway-prod.twice","pool_id":"\#(AccountTruth.room)","pool_id":"\#(AccountTruth.room)"}"#,
        #"{"id":"gateway-prod.twice","pool_id":"\#(AccountTruth.room)","\u0069d":"gateway-prod.other"}"#,
    ]

    @Test("a session whose row has a key twice is skipped and counted; the others are closed", arguments: twice)
    func session(row: String) async throws {
        var truth = AccountTruth(targets: 0)
        let others = (1...4).map { "gateway-prod.other\($0)" }
        truth.sessions += others.map { .init($0, in: AccountTruth.room) }
        truth.sessions.append(.init("gateway-prod.twice", in: AccountTruth.bench, row: row))
        try await LyingService.serve(truth) { service in
            let result = try await service.close("--deadline", "6s")
            try service.expect(result, status: 0, .closed)
            #expect(try result.report().totals[.skipped] == 3)
            #expect(Set(service.deletes) == Set(others))
        }
    }

    @Test(
        "sessions of a pool whose row has its kind twice are skipped",
        arguments: [#""kind":"production","kind":"sandbox""#, #""kind":"sandbox","kind":"production""#]
    )
    func pool(members: String) async throws {
        var truth = AccountTruth(targets: 4)
        truth.pools.append(.init(id: "gateway-prod.Twice", members: members))
        truth.sessions.append(.init("gateway-prod.guest", in: "gateway-prod.Twice"))
        try await LyingService.serve(truth) { service in
            let result = try await service.close("--deadline", "6s")
            try service.expect(result, status: 0, .closed)
            #expect(try result.report()["gateway-prod.guest"] == .skipped)
            #expect(service.live.contains("gateway-prod.guest"))
        }
    }

    @Test("ids that are numbers are sent with the digits that were listed")
    func numbers() async throws {
        var truth = AccountTruth(targets: 0)
        let ids = ["1.0", "1.10", "-0", "1e3", "12345678901234567890123"]
        truth.sessions += ids.map {
            .init($0, in: AccountTruth.room, row: #"{"id":\#($0),"pool_id":"\#(AccountTruth.room)"}"#)
        }
        try await LyingService.serve(truth) { service in
            let result = try await service.close("--deadline", "6s")
            let deletes = service.requests.filter { $0.kind == .delete }.compactMap {
                $0.path.split(separator: "/").last
            }
            #expect(Set(deletes.map(String.init)) == Set(ids))
            try service.expect(result, status: 0, .closed)
        }
    }
}
