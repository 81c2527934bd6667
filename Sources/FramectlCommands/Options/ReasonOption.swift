import ArgumentParser
import FrameAPI

/// Why a run is made, for whoever reads its record later.
struct ReasonOption: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for the record: a ticket, or a sentence.", valueName: "text"))
    var reason: String?

    func validate() throws {
        guard let reason else { return }
        guard !reason.isBlank, reason.unicodeScalars.count <= 1_000 else {
            throw ValidationError("--reason takes a text of up to 1000 characters. Leave it out, or say why.")
        }
    }
}
