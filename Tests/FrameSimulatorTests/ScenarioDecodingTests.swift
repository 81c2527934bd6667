import Testing

@testable import FrameSimulator

@Suite struct ScenarioDecodingTests {
    private func scenario(top: String = "", pool: String = "", account: String = "", credential: String = "") -> String
    {
        """
        {
          "name": "test",
          "credentials": [{ "client_id": "client", "client_secret": "secret"\(credential) }],
          "organizations": [{ "id": "o", "name": "Organization" }],
          "accounts": [
            {
              "id": "a", "name": "Account", "organization_id": "o",
              "pools": [{ "name": "Pool", "kind": "production", "max_servers": 10\(pool) }]
              \(account)
            }
          ]
          \(top)
        }
        """
    }

    private func refusal(_ json: String) -> ScenarioError? {
        #expect(throws: ScenarioError.self) { try Scenario.decode(json.utf8) }
    }

    @Test func whatIsAbsentHasItsDefault() throws {
        let decoded = try Scenario.decode(scenario().utf8)
        #expect(decoded.timestampWindowSeconds == 300)
        #expect(decoded.clockSkewSeconds == 0)
        #expect(decoded.closingSeconds == Spread(0))
        #expect(decoded.stuckPercent == 0)
        #expect(decoded.closeAnswer == .json)
        #expect(decoded.publishSeconds == PublishSeconds(pending: 2, running: 20))
        #expect(decoded.rateLimit == nil)
        #expect(decoded.latencyMilliseconds == Spread(0))
        #expect(decoded.faults.isEmpty)
        #expect(decoded.credentials[0].role == .support)
        #expect(decoded.credentials[0].scope == .customer)
        #expect(decoded.accounts[0].pools[0].sessions == .count(0))
        #expect(decoded.accounts[0].pools[0].externalID == nil)
    }

    @Test(
        arguments: [
            (#", "stuck_procent": 3"#, "stuck_procent", "3", "stuck_percent"),
            (#", "stuck_percent": 101"#, "stuck_percent", "101.0", "from 0 to 100"),
            (#", "stuck_percent": "many""#, "stuck_percent", "wrong type", "a number"),
            (#", "timestamp_window_seconds": 0"#, "timestamp_window_seconds", "0", "from 1 to 86400"),
            (#", "closing_seconds": -1"#, "closing_seconds", "-1.0 to -1.0", "from 0 to 86400"),
            (#", "closing_seconds": {"min": 3, "max": 2}"#, "closing_seconds.max", "2", "not below min"),
            (#", "close_answer": "html""#, "close_answer", "\"html\"", "json, empty, no-content"),
            (#", "rate_limit": {"per_second": 0}"#, "rate_limit.per_second", "0", "from 1"),
            (#", "rate_limit": {"per_second": 1, "retry_after": -1}"#, "rate_limit.retry_after", "-1", "from 0"),
            (#", "latency_ms": null"#, "latency_ms", "null", "leave the key out"),
            (#", "organizations": {}"#, "organizations", "wrong type", "a list"),
        ]
    )
    func impossibleBehaviourIsRefused(_ json: String, key: String, value: String, remedy: String) throws {
        // A second "organizations" would be a duplicate key, so that case replaces the first.
        let text =
            key == "organizations"
            ? scenario().replacing(#"[{ "id": "o", "name": "Organization" }]"#, with: "{}") : scenario(top: json)
        let error = try #require(refusal(text))
        #expect(error.key == key)
        #expect(error.value == value)
        #expect(error.remedy.contains(remedy), "\(error)")
        #expect(error.description.contains(error.key) && error.description.contains(error.remedy))
    }

    @Test(
        arguments: [
            (#", "max_server": 1"#, "max_server", "max_servers"),
            (#", "min_servers": 11"#, "min_servers", "at most max_servers (10)"),
            (#", "sessions": 11"#, "sessions", "at most max_servers (10)"),
            (#", "sessions": -1"#, "sessions", "0 or more"),
            (#", "sessions": [{"idd": 1}]"#, "sessions[0].idd", "leave_out"),
            (#", "sessions": [{"leave_out": ["ids"]}]"#, "sessions[0].leave_out", "pool_id"),
            (#", "sessions": [{"id": "x"}, {"id": "x"}]"#, "sessions[1].id", "taken already"),
            (#", "copies": 2, "external_id": "x""#, "external_id", "one copy"),
            (#", "copies": 2, "sessions": []"#, "sessions", "one copy"),
            (#", "arrivals": {}"#, "arrivals.per_minute", "one of per_minute and at_seconds"),
            (#", "arrivals": {"per_minute": 1, "at_seconds": [1]}"#, "arrivals.per_minute", "one of"),
            (#", "arrivals": {"per_minute": 0}"#, "arrivals.per_minute", "from 0.001"),
            (#", "arrivals": {"at_seconds": [-1]}"#, "arrivals.at_seconds", "from 0"),
            (#", "arrivals": {"per_minute": 1, "after": "lunch"}"#, "arrivals.after", "start, first_delete"),
        ]
    )
    func impossiblePoolsAreRefused(_ json: String, key: String, remedy: String) throws {
        let error = try #require(refusal(scenario(pool: json)))
        #expect(error.key == "accounts[0].pools[0].\(key)")
        #expect(error.remedy.contains(remedy), "\(error)")
    }

    @Test(
        arguments: [
            (#""answer": "explode""#, "answer", "html, cut-body"),
            (#""answer": "html", "seconds": 1"#, "seconds", "no such key"),
            (#""answer": "dropped""#, "answer", "drop-before"),
            (#""answer": "drop-after", "acts": false"#, "acts", "no such key"),
            (#""answer": "delay""#, "seconds", "add the key"),
            (#""answer": "redirect""#, "location", "add the key"),
            (#""answer": "cut-listing""#, "entries", "add the key"),
            (#""answer": "status", "status": 99"#, "status", "from 200 to 599"),
            (#""answer": "html", "times": 0"#, "times", "from 1"),
            (#""answer": "html", "skip": -1"#, "skip", "from 0"),
        ]
    )
    func impossibleFaultsAreRefused(_ json: String, key: String, remedy: String) throws {
        let rule = #", "faults": [{ "on": "GET /accounts", \#(json) }]"#
        let error = try #require(refusal(scenario(top: rule)))
        #expect(error.key == "faults[0].\(key)")
        #expect(error.remedy.contains(remedy), "\(error)")
    }

    @Test(
        arguments: [
            ("/accounts", "a method and a path"), ("GET accounts", "a method and a path"),
            ("FETCH /accounts", "GET, POST, DELETE"), ("GET /v1/accounts", "without the base"),
            ("GET /acounts/*/pools", "an endpoint"), ("GET /accounts/*/pools/*", "an endpoint"),
        ]
    )
    func aPatternThatCouldNeverMatchIsRefused(_ pattern: String, remedy: String) throws {
        let error = try #require(refusal(scenario(top: #", "faults": [{ "on": "\#(pattern)", "answer": "html" }]"#)))
        #expect(error.key == "faults[0].on")
        #expect(error.value == "\"\(pattern)\"")
        #expect(error.remedy.contains(remedy), "\(error)")
    }

    @Test func referencesHaveToExist() throws {
        let organization = try #require(refusal(scenario(credential: #", "organization_id": "x""#)))
        #expect(organization.key == "credentials[0].organization_id")
        #expect(organization.code == .unknownReference)
        let account = try #require(refusal(scenario(credential: #", "account_id": "x""#)))
        #expect(account.key == "credentials[0].account_id")
        let both = try #require(refusal(scenario(credential: #", "account_id": "a", "organization_id": "o""#)))
        #expect(both.remedy.contains("not both"))
        let foreign = scenario().replacing(#""organization_id": "o""#, with: #""organization_id": "p""#)
        #expect(try #require(refusal(foreign)).key == "accounts[0].organization_id")
    }

    @Test(arguments: [#" client"#, #"client "#, #"cli\nent"#, #"cli\rent"#, #"cli\u0000ent"#, #"\t"#])
    func aClientIDThatNoHeaderHoldsIsRefused(_ id: String) throws {
        let error = try #require(
            refusal(scenario().replacing(#""client_id": "client""#, with: #""client_id": "\#(id)""#))
        )
        #expect(error.key == "credentials[0].client_id")
        #expect(error.code == .impossibleValue)
        #expect(error.remedy.contains("a header can hold"))
    }

    @Test func missingKeysAndNonsenseAreNamed() throws {
        let missing = try #require(refusal(scenario().replacing(#""kind": "production", "#, with: "")))
        #expect(missing.key == "accounts[0].pools[0].kind")
        #expect(missing.code == .missingKey)
        #expect(refusal("{")?.code == .notJSON)
        #expect(refusal("[]")?.code == .wrongType)
        let nobody = scenario().replacing(#"[{ "client_id": "client", "client_secret": "secret" }]"#, with: "[]")
        #expect(refusal(nobody)?.key == "credentials")
    }

    @Test func everyKindOfFaultSurvivesEncodingAndDecoding() throws {
        let rules = [
            #""answer": "html", "acts": true"#, #""answer": "cut-body", "after_bytes": 3"#,
            #""answer": "wrong-shape""#, #""answer": "redirect", "location": "/x", "status": 302"#,
            #""answer": "status", "status": 503, "retry_after": {"seconds": 1, "as": "date"}, "body": "x""#,
            #""answer": "hang""#, #""answer": "delay", "seconds": 0.5"#, #""answer": "drop-before", "times": 1"#,
            #""answer": "drop-after", "skip": 2"#, #""answer": "empty-body""#,
            #""answer": "duplicate-entries""#, #""answer": "cut-listing", "entries": 5"#,
        ]
        let list = rules.map { #"{ "on": "* /accounts/*/pools", \#($0) }"# }.joined(separator: ",")
        let decoded = try Scenario.decode(scenario(top: #", "faults": [\#(list)]"#).utf8)
        #expect(Set(decoded.faults.map(\.answer.name)).count == FaultAnswer.Name.allCases.count)
        #expect(decoded.faults[0].acts)
        try expectRoundTrip(decoded)
    }

    @Test func everyKindOfPoolSurvivesEncodingAndDecoding() throws {
        let sessions = #"[{"id": null}, {"id": 5, "pool_id": null}, {"leave_out": ["id"], "state": "x", "user": "u"}]"#
        let arrivals = #"{"at_seconds": [3, 1], "after": "first_delete", "at_most": 2}"#
        let json = #", "external_id": 7, "sessions": \#(sessions), "arrivals": \#(arrivals)"#
        let decoded = try Scenario.decode(scenario(pool: json).utf8)
        let pool = decoded.accounts[0].pools[0]
        #expect(pool.externalID == .number(7))
        #expect(pool.arrivals == Arrivals(.atSeconds([1, 3]), after: .firstDelete, atMost: 2))
        guard case .listed(let listed) = pool.sessions else {
            Issue.record("not a list")
            return
        }
        #expect(listed.map(\.id) == [.null, .number(5), nil])
        #expect(listed.map(\.poolID) == [nil, .null, nil])
        try expectRoundTrip(decoded)
    }
}
