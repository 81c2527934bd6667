import FrameAPI

/// The first word on the screen, before anything is asked of the service.
enum Progress {
    static func begin(_ what: String, service: ServiceConnection, in context: CommandContext) {
        context.terminal.writeText("\(what) at \(service.client.baseURL) …\n")
    }
}
