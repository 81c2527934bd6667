/// The text of a new profile, with a comment on further settings.
package struct ProfileText: Sendable {
    /// The file's content.
    package let text: String

    package init(_ values: [Setting: String]) {
        let lines = Profile.settings.compactMap { setting in
            values[setting].map { "\(setting.rawValue): \(YAMLScalar.text($0))\n" }
        }
        text = """
            # A profile of framectl. What else it may say: framectl config explain --help
            \(lines.joined())
            # What must not be closed; no flag takes it back. For example:
            # protect:
            #   pools: [Reception kiosks]
            #   hours: 17:30-23:00
            #   timezone: Europe/Zurich
            #   max_sessions: 500
            #   require_reason: true

            """
    }
}
