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

await transport.shutdown()
