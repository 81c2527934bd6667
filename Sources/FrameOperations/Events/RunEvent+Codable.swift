package import FoundationEssentials

/// One flat JSON object for each event: `seq`, `time`, `event`, and the members of the fact.
extension RunEvent: Codable {
    private enum Key: String, CodingKey {
        case sequence = "seq"
        case time
        case event
    }

    /// The name of a fact, as the value of `event`.
    private enum Name: String, Codable {
        case planned, resumed, hook, closing, withdrawn, answered, throttled, witness, closed, relisted, polled,
            newcomer
        case sweeping, listed
        case interrupted, stopped, finished
        case plannedMore = "planned-more"
        case alreadyGone = "already-gone"
        case newcomerLeft = "newcomer-left"
        case outOfScope = "out-of-scope"
        case absenceConfirmed = "absence-confirmed"
        case listingFailed = "listing-failed"
        case deadlinePassed = "deadline-passed"
        case leftOpen = "left-open"
    }

    package func encode(to encoder: any Encoder) throws {
        let (name, content) = named
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(time.millisecondText, forKey: .time)
        try container.encode(name, forKey: .event)
        try content?.encode(to: encoder)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        sequence = try container.decode(Int.self, forKey: .sequence)
        time = try Date(container.decode(String.self, forKey: .time), strategy: Self.timeFormat)
        fact =
            switch try container.decode(Name.self, forKey: .event) {
            case .planned: .planned(try Planned(from: decoder))
            case .plannedMore: .plannedMore(try PlannedMore(from: decoder))
            case .resumed: .resumed(try Resumed(from: decoder))
            case .hook: .hook(try Hook(from: decoder))
            case .closing: .closing(try Closing(from: decoder))
            case .withdrawn: .withdrawn(try Withdrawn(from: decoder))
            case .answered: .answered(try Answered(from: decoder))
            case .throttled: .throttled(try Throttled(from: decoder))
            case .closed: .closed(try Sighting(from: decoder))
            case .alreadyGone: .alreadyGone(try Sighting(from: decoder))
            case .relisted: .relisted(try Sighting(from: decoder))
            case .absenceConfirmed: .absenceConfirmed(try AbsenceConfirmed(from: decoder))
            case .newcomer: .newcomer(try Sighting(from: decoder))
            case .newcomerLeft: .newcomerLeft(try Sighting(from: decoder))
            case .outOfScope: .outOfScope(try OutOfScope(from: decoder))
            case .sweeping: .sweeping(try Sweeping(from: decoder))
            case .listed: .listed(try Listed(from: decoder))
            case .listingFailed: .listingFailed(try ListingFailed(from: decoder))
            case .deadlinePassed: .deadlinePassed(try DeadlinePassed(from: decoder))
            case .leftOpen: .leftOpen(try LeftOpen(from: decoder))
            case .witness: .witness(try Witness(from: decoder))
            case .polled: .polled(try Polled(from: decoder))
            case .interrupted: .interrupted
            case .stopped: .stopped(try Stopped(from: decoder))
            case .finished: .finished(try Conclusion(from: decoder))
            }
    }

    private var named: (Name, (any Encodable)?) {
        switch fact {
        case .planned(let content): (.planned, content)
        case .plannedMore(let content): (.plannedMore, content)
        case .resumed(let content): (.resumed, content)
        case .hook(let content): (.hook, content)
        case .closing(let content): (.closing, content)
        case .withdrawn(let content): (.withdrawn, content)
        case .answered(let content): (.answered, content)
        case .throttled(let content): (.throttled, content)
        case .closed(let content): (.closed, content)
        case .alreadyGone(let content): (.alreadyGone, content)
        case .relisted(let content): (.relisted, content)
        case .absenceConfirmed(let content): (.absenceConfirmed, content)
        case .newcomer(let content): (.newcomer, content)
        case .newcomerLeft(let content): (.newcomerLeft, content)
        case .outOfScope(let content): (.outOfScope, content)
        case .sweeping(let content): (.sweeping, content)
        case .listed(let content): (.listed, content)
        case .listingFailed(let content): (.listingFailed, content)
        case .deadlinePassed(let content): (.deadlinePassed, content)
        case .leftOpen(let content): (.leftOpen, content)
        case .witness(let content): (.witness, content)
        case .polled(let content): (.polled, content)
        case .interrupted: (.interrupted, nil)
        case .stopped(let content): (.stopped, content)
        case .finished(let content): (.finished, content)
        }
    }

    /// Milliseconds, UTC.
    package static let timeFormat = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
