import NIOSSL

/// The reason that BoringSSL gives for a failure, such as `alert internal error` or `certificate verify failed`, without its source
/// location. NIOSSL has it only in a description.
struct TLSReason {
    let name: String

    /// Finds the reason in an error; `nil` where BoringSSL gave none.
    init?(_ error: any Error) {
        let stack: NIOBoringSSLErrorStack? =
            switch error {
            case NIOSSLError.handshakeFailed(.sslError(let stack)), BoringSSLError.sslError(let stack): stack
            default: nil
            }
        // error:10000438:SSL routines:OPENSSL_internal:TLSV1_ALERT_INTERNAL_ERROR at FILE:LINE
        let parts = stack?.first?.description.split(separator: ":", maxSplits: 5) ?? []
        guard parts.count == 6, let word = parts[5].split(separator: " ").first else { return nil }
        name = ["tlsv1_", "sslv3_"].reduce(word.lowercased()) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
            .split(separator: "_").joined(separator: " ")
    }
}
