package import FrameSettings

extension CommandSettings {
    /// The overridden values of a profile, a line each.
    package func notes(in terms: Terms) -> [String] {
        overrides.map {
            "Note: \($0.setting.rawValue) comes from \($0.origin.words(in: terms)), and not from profile \($0.profile)."
        }
    }
}
