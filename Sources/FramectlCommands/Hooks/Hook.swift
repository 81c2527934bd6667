/// The moments of a run at which a site's own command may be run.
enum Hook: String, Sendable, CaseIterable {
    /// After consent, before the first DELETE.
    case before
    /// When the report is there.
    case after

    /// The option that names its command.
    var option: String { "--\(rawValue)" }
}
