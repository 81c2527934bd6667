import FoundationEssentials

extension Scenario {
    /// Decodes the JSON of a scenario file; unknown keys and invalid values are refused.
    package static func decode(_ bytes: some Collection<UInt8>) throws(ScenarioError) -> Scenario {
        do {
            let scenario = try JSONDecoder().decode(Scenario.self, from: Data(bytes))
            try ScenarioReferences(scenario).check()
            return scenario
        } catch let error as ScenarioError {
            throw error
        } catch let error as DecodingError {
            throw ScenarioError(error)
        } catch {
            throw ScenarioError(.notJSON, key: "", value: "\(error)", remedy: "write the scenario as one JSON object")
        }
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        name = try fields.text(.name)
        about = try fields.text(.about, default: "")
        credentials = try fields.value(.credentials)
        customer = try fields.value(.customer, default: ScenarioCustomer())
        organizations = try fields.value(.organizations)
        accounts = try fields.value(.accounts)
        timestampWindowSeconds = try fields.integer(.timestampWindowSeconds, in: 1...86_400, default: 300)
        clockSkewSeconds = try fields.integer(.clockSkewSeconds, in: -31_536_000...31_536_000, default: 0)
        closingSeconds = try fields.spread(.closingSeconds, in: 0...86_400, default: Spread(0))
        stuckPercent = try fields.number(.stuckPercent, in: 0...100, default: 0)
        closeAnswer = try fields.word(.closeAnswer, default: .json)
        publishSeconds = try fields.value(.publishSeconds, default: PublishSeconds())
        rateLimit = try fields.optional(.rateLimit)
        latencyMilliseconds = try fields.spread(.latencyMilliseconds, in: 0...600_000, default: Spread(0))
        faults = try fields.value(.faults, default: [])
    }
}
