extension SimulatorState {
    mutating func accountToken(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        _ = try account(call)
        return try issueToken(call)
    }

    mutating func organizationToken(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        _ = try organization(call)
        return try issueToken(call)
    }

    /// A bare JSON string. Any provider is accepted, because a scenario has none.
    private mutating func issueToken(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        try call.requireWriter()
        var random = SplitMix64(seed: seed, purpose: .token, index: tokensIssued)
        tokensIssued += 1
        let token = "\(IdentifierMint.uuid(&random))-\(IdentifierMint.uuid(&random))"
        return .json(effect: .tokenIssued(owner: call.route.id)) { $0.string(token) }
    }
}
