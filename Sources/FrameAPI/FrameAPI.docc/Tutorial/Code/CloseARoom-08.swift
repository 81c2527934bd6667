import Foundation
import FrameAPI

let environment = ProcessInfo.processInfo.environment
let credentials = try Credentials(
    clientID: environment["FRAME_CLIENT_ID"] ?? "",
    clientSecret: environment["FRAME_CLIENT_SECRET"] ?? ""
)
let baseURL = try BaseURL(parsing: environment["FRAME_API_URL"] ?? "\(BaseURL.production)")
let account = try AccountID(parsing: environment["FRAME_ACCOUNT_ID"] ?? "")

let transport = try NIOTransport(settings: TransportSettings())
let client = FrameClient(baseURL: baseURL, credentials: credentials, transport: transport)

let pools = try await client.reader.pools(of: account)
let sessions = try await client.reader.activeSessions(of: account)

let production = Set(pools.filter { $0.kind?.lowercased() == "production" }.compactMap(\.id))
let targets = sessions.filter { $0.poolID.map(production.contains) ?? false }.compactMap(\.id)

print("\(targets.count) of \(sessions.count) sessions would be closed")
if CommandLine.arguments.contains("--close") {
    for session in targets {
        do {
            try await client.closeSession(session, of: account)
        } catch {
            switch error.code {
            case .notFound: print("\(session) was gone already")
            case .unauthorized, .forbidden: throw error
            default: print("\(session): \(error)")
            }
        }
    }

    var left = Set(targets)
    for _ in 1...30 where !left.isEmpty {
        try await Task.sleep(for: .seconds(1))
        left.formIntersection(try await client.reader.activeSessions(of: account).compactMap(\.id))
    }
    print(left.isEmpty ? "All \(targets.count) are gone" : "\(left.count) are still listed")
}

await transport.shutdown()
