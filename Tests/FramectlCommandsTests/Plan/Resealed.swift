import Crypto
import Foundation

@testable import FramectlCommands

/// A document that somebody edited and then sealed again.
enum Resealed {
    static func bytes(_ body: String) -> [UInt8] {
        Array((body + PlanDigest(SHA256.hash(data: Data(body.utf8))).ending).utf8)
    }
}
