import FrameSettings
import FrameWording

@testable import FramectlCommands

extension SettingsError {
    /// What was wrong, as the command line says it.
    var detail: String { words(in: .commandLine).detail }

    /// What to do, as the command line says it.
    var remedy: String { words(in: .commandLine).remedy }
}
