import Foundation
import FrameAPI

let environment = ProcessInfo.processInfo.environment
let credentials = try Credentials(
    clientID: environment["FRAME_CLIENT_ID"] ?? "",
    clientSecret: environment["FRAME_CLIENT_SECRET"] ?? ""
)
