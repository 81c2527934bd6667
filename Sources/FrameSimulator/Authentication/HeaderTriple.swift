import HTTPTypes

/// The three headers of a request, if present and not empty. The first of duplicate headers counts.
struct HeaderTriple {
    private(set) var clientID: String?
    private(set) var timestamp: String?
    private(set) var signature: String?

    /// One pass, without the index by name that a lookup would build for each request.
    init(_ headers: HTTPFields) {
        for field in headers where !field.value.isEmpty {
            switch field.name {
            case .frameClientID where clientID == nil: clientID = field.value
            case .frameTimestamp where timestamp == nil: timestamp = field.value
            case .frameSignature where signature == nil: signature = field.value
            default: break
            }
        }
    }
}

extension HTTPField.Name {
    private static func known(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .authorization
    }

    static let frameClientID = known("X-Frame-ClientId")
    static let frameTimestamp = known("X-Frame-Timestamp")
    static let frameSignature = known("X-Frame-Signature")
}
