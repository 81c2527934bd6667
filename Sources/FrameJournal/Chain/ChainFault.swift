/// The first link of a chain that is not what was written.
struct ChainFault: Error, Equatable {
    /// Which it is: an event's number, 0 for the opening of the run; or a run's number.
    let place: Int
    /// In what way.
    let reason: String

    init(_ place: Int, _ reason: String) {
        self.place = place
        self.reason = reason
    }
}
