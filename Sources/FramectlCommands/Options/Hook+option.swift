import FrameOperations

extension Hook.Moment {
    /// The option that names the command of this moment.
    var option: String { "--\(rawValue)" }
}
