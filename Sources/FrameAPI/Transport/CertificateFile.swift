import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file of certificate authorities in PEM form.
struct CertificateFile {
    let path: String

    /// Some hundred times as large as the largest that a system comes with.
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

    /// Opens without waiting for whoever writes into a pipe, and reads nothing but an ordinary file.
    private func contents() throws(FrameAPIError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw problem(errno == ENOENT ? "does not exist" : "cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw problem("cannot be read") }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw problem("is a folder")
        case S_IFIFO: throw problem("is a pipe, and a file is needed")
        default: throw problem("is not an ordinary file")
        }
        guard status.st_size <= Self.limit else { throw problem("is larger than \(Self.limit >> 20) MB") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= Self.limit {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem("cannot be read: \(String(cString: strerror(errno)))") }
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer.prefix(count))
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private func problem(_ words: String, remedy: String? = nil) -> FrameAPIError {
        .invalidCertificates(file: path, problem: words, remedy: remedy)
    }
}
