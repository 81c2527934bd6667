/// What an accepted DELETE is answered with. The real service's answer is not in the record, so a client has to be
/// tried against each.
package enum CloseAnswer: String, Codable, Sendable, CaseIterable {
    /// 200 with an object.
    case json
    /// 200 without a body.
    case empty
    /// 204.
    case noContent = "no-content"
}
