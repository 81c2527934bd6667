import ArgumentParser
import FrameOperations

/// `framectl doctor`
struct Doctor: ContextualCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the settings, the credential, the clock and the account. Read-only.",
        discussion: """
            Shows the client ID, whether the service accepts the secret, the offset of this machine's clock, the kinds of pool, \
            and how many sessions a close would include.

            Example:
              framectl doctor
            """
    )

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    var outputFormat: OutputFormat { output.output }

    func run(in context: CommandContext) async throws -> ExitStatus {
        try await ServiceConnection.with(connection, in: context) { service, context in
            let examination = Examination(service: service, time: context.time)
            let findings = await examination.findings()
            if output.output == .text {
                context.terminal.writeText(Self.text(findings, Style(context, on: .output)), to: .output)
            } else {
                Self.listing(findings).write(as: output.form, to: context.terminal)
            }
            return findings.compactMap(\.status).first ?? .success
        }
    }

    private static func listing(_ findings: [Finding]) -> Listing<Finding.Row> {
        Listing(
            schema: "framectl.doctor/1",
            name: "checks",
            rows: findings.map(\.row),
            columns: [("Check", \.check), ("Result", \.result), ("Detail", \.detail), ("Remedy", \.remedy)]
        )
    }

    private static func text(_ findings: [Finding], _ style: Style) -> String {
        let width = findings.map(\.row.check.count).max() ?? 0
        let indent = String(repeating: " ", count: width + 8)
        return findings.map { finding in
            let mark =
                switch finding.result {
                case .ok: style.good("ok  ")
                case .warning: style.strong("note")
                case .failed: style.bad("FAIL")
                }
            let padding = String(repeating: " ", count: width - finding.row.check.count)
            let remedy = finding.row.remedy.map { "\(indent)\($0)\n" } ?? ""
            return "\(mark)  \(finding.row.check)\(padding)  \(finding.row.detail)\n\(remedy)"
        }
        .joined()
    }
}
