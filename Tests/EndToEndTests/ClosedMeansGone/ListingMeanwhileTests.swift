import Testing

@Suite("Closed means gone: what is gone is seen while DELETEs still go out")
struct ListingMeanwhileTests {
    @Test(
        "a slow run lists in between, with few of its requests, and says what it shows"
    )
    func listed() async throws {
        try await LyingService.serve(AccountTruth(targets: 401)) { service in
            let result = try await service.close("--rate", "20", "--deadline", "15s")
            try service.expect(result, status: 0, .closed)
            let requests = service.requests
            let first = try #require(requests.firstIndex { $0.kind == .delete })
            let last = try #require(requests.lastIndex { $0.kind == .delete })
            let during = requests[first...last].filter { [.listing, .pools].contains($0.kind) }
            #expect(during.contains { $0.kind == .listing }, "no listing while DELETEs went out")
            #expect(during.count * 50 <= requests.count, "\(during.count) of \(requests.count) requests")
            #expect(result.says("no longer listed"))
        }
    }
}
