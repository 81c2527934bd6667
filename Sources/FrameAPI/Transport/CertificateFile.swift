import NIOSSL

/// A file of certificate authorities in PEM form.
struct CertificateFile {
    let path: String

    /// About a hundred times as large as the largest file of a system.
    private static let limit = 64 << 20

    /// Reads the certificates.
    ///
    /// - Throws: `invalid-certificates`, which says what the file is instead.
    func certificates() throws(FrameAPIError) -> [NIOSSLCertificate] {
        let bytes = try contents()
        guard !bytes.isEmpty else { throw problem("is empty") }
        guard bytes.first != 0x30 else {
            throw problem(
                "is in DER form, and PEM is needed",
                remedy: "Convert it: openssl x509 -inform DER -in FILE -out ca.pem"
            )
        }
        guard bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil,
            bytes.firstRange(of: Array("CERTIFICATE-----".utf8)) != nil
        else { throw problem("holds no certificate") }
        do {
            return try NIOSSLCertificate.fromPEMBytes(bytes)
        } catch {
            throw problem("holds a certificate that cannot be read")
        }
    }

    private func contents() throws(FrameAPIError) -> [UInt8] {
        let bytes: [UInt8]
        do throws(BoundedFile.Problem) {
            bytes = try BoundedFile(reading: path, limit: Self.limit).bytes
        } catch {
            throw problem(error.words)
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private func problem(_ words: String, remedy: String? = nil) -> FrameAPIError {
        .invalidCertificates(file: path, problem: words, remedy: remedy)
    }
}
