/// Something that is going to happen when the clock gets there.
struct TimedEvent: Comparable {
    enum Kind: Equatable {
        case sessionLeaves(account: Int, session: Int)
        case userArrives(account: Int, pool: Int, start: Moment)
    }

    let moment: Moment
    /// Breaks ties in the order of scheduling.
    let order: Int
    let kind: Kind

    static func < (left: TimedEvent, right: TimedEvent) -> Bool {
        (left.moment, left.order) < (right.moment, right.order)
    }
}
