extension FaultRule: Codable {
    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        let name: FaultAnswer.Name = try fields.word(.answer)
        let text = try fields.text(.pattern)
        do throws(RequestPattern.Refusal) {
            pattern = try RequestPattern(text)
        } catch {
            throw fields.refusal(.pattern, value: "\"\(text)\"", remedy: error.remedy)
        }
        skip = try fields.integer(.skip, in: 0...1_000_000_000, default: 0)
        times = fields.has(.times) ? try fields.integer(.times, in: 1...1_000_000_000) : nil
        answer = try Self.answer(name, fields)
        acts = try fields.value(.acts, default: name.actsByDefault)

        var possible = name.ownKeys.union([.pattern, .skip, .times, .answer])
        if name.mayChooseToAct { possible.insert(.acts) }
        let foreign = CodingKeys.allCases.first { fields.has($0) && !possible.contains($0) }
        if let foreign {
            let remedy = "leave it out: the answer \"\(name.rawValue)\" has no such key"
            throw fields.refusal(foreign, value: "given", remedy: remedy)
        }
    }

    private static func answer(_ name: FaultAnswer.Name, _ fields: StrictFields<CodingKeys>) throws -> FaultAnswer {
        switch name {
        case .html: .html
        case .cutBody:
            .cutBody(
                afterBytes: fields.has(.afterBytes) ? try fields.integer(.afterBytes, in: 0...1_000_000_000) : nil
            )
        case .wrongShape: .wrongShape
        case .redirect:
            .redirect(
                location: try fields.text(.location),
                status: try fields.integer(.status, in: 300...399, default: 307)
            )
        case .status:
            .status(
                try fields.integer(.status, in: 200...599),
                retryAfter: try fields.optional(.retryAfter),
                body: try fields.optional(.body)
            )
        case .hang: .hang
        case .delay: .delay(seconds: try fields.number(.seconds, in: 0...86_400))
        case .dropBefore: .dropBefore
        case .dropAfter: .dropAfter
        case .emptyBody: .emptyBody
        case .duplicateEntries: .duplicateEntries
        case .cutListing: .cutListing(entries: try fields.integer(.entries, in: 0...1_000_000_000))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(pattern.text, forKey: .pattern)
        try container.encode(skip, forKey: .skip)
        try container.encodeIfPresent(times, forKey: .times)
        try container.encode(answer.name.rawValue, forKey: .answer)
        if answer.name.mayChooseToAct { try container.encode(acts, forKey: .acts) }
        switch answer {
        case .cutBody(let afterBytes): try container.encodeIfPresent(afterBytes, forKey: .afterBytes)
        case .redirect(let location, let status):
            try container.encode(location, forKey: .location)
            try container.encode(status, forKey: .status)
        case .status(let status, let retryAfter, let body):
            try container.encode(status, forKey: .status)
            try container.encodeIfPresent(retryAfter, forKey: .retryAfter)
            try container.encodeIfPresent(body, forKey: .body)
        case .delay(let seconds): try container.encode(seconds, forKey: .seconds)
        case .cutListing(let entries): try container.encode(entries, forKey: .entries)
        case .html, .wrongShape, .hang, .dropBefore, .dropAfter, .emptyBody, .duplicateEntries: break
        }
    }
}
