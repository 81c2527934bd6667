/// Why a request was refused. The simulator defines the words, because the real answers are not documented.
enum AuthenticationRefusal: Error, Equatable {
    case missingHeader(String)
    case unknownClient, malformedTimestamp, timestampTooOld, timestampInTheFuture
    case malformedSignature, signatureMismatch

    var code: String {
        switch self {
        case .missingHeader: "missing_header"
        case .unknownClient: "unknown_client"
        case .malformedTimestamp: "malformed_timestamp"
        case .timestampTooOld: "timestamp_too_old"
        case .timestampInTheFuture: "timestamp_in_the_future"
        case .malformedSignature: "malformed_signature"
        case .signatureMismatch: "signature_mismatch"
        }
    }

    var message: String {
        switch self {
        case .missingHeader(let name): "The header \(name) is missing."
        case .unknownClient: "The client id is not known."
        case .malformedTimestamp: "The timestamp is not a Unix time in whole seconds."
        case .timestampTooOld: "The timestamp is too old."
        case .timestampInTheFuture: "The timestamp lies in the future."
        case .malformedSignature: "The signature is not 64 lowercase hexadecimal digits."
        case .signatureMismatch: "The signature does not match."
        }
    }
}
