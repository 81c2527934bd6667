/// What a log is told of a run at one moment: the same as ``LiveFrame`` shows, in one or two lines.
struct PlainBeat {
    private static let longest = 5

    let moment: RunMoment

    var text: String {
        let head = ([moment.timing[0] + ": " + moment.counts] + moment.timing.dropFirst()).joined(separator: ", ")
        return "\(head). \(moment.doing)\n" + pools
    }

    private var pools: String {
        guard moment.pools.count > 1 else { return "" }
        let (shown, rest) = moment.pools(fitting: Self.longest)
        let words = (shown + (rest.map { [$0] } ?? [])).map { "\($0.name) \($0.gone)/\($0.targets)" }
        return "  gone by pool: \(words.joined(separator: ", "))\n"
    }
}
