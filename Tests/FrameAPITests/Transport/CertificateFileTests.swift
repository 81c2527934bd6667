import Foundation
import Testing

@testable import FrameAPI

@Suite("A file of certificate authorities", .timeLimit(.minutes(10)))
struct CertificateFileTests {
    /// A folder with one of each kind that is no such file.
    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pem = try String(contentsOfFile: Fixtures.path("tls/site-ca.pem"), encoding: .utf8)
        let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        try #require(Data(base64Encoded: base64)).write(to: folder.appending(path: "der"))
        try Data().write(to: folder.appending(path: "empty"))
        try Data("hello\n".utf8).write(to: folder.appending(path: "text"))
        try Data(pem.replacing("MII", with: "!!!").utf8).write(to: folder.appending(path: "damaged"))
        try Data(("\u{FEFF}" + pem).utf8).write(to: folder.appending(path: "marked"))
        try #require(mkfifo(folder.appending(path: "pipe").path, 0o600) == 0)
        return folder
    }

    @Test(
        "that cannot be one is refused at once, and it is said what it is instead",
        arguments: [
            ("missing", "does not exist"), ("empty", "is empty"), ("der", "is in DER form, and PEM is needed"),
            (".", "is a folder"), ("pipe", "is a pipe, and a file is needed"), ("text", "holds no certificate"),
            ("damaged", "holds a certificate that cannot be read"),
        ]
    )
    func refused(_ name: String, _ problem: String) throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.path + "/" + name
        for settings in [
            TransportSettings(trustedCertificatesFile: file), TransportSettings(additionalCertificatesFile: file),
        ] {
            let error = try #require(throws: FrameAPIError.self) { try NIOTransport(settings: settings) }
            #expect(error.code == .invalidCertificates)
            #expect(error.detail == "the file of certificate authorities “\(file)” \(problem)")
            #expect(error.remedy.contains(name == "der" ? "openssl x509 -inform DER" : "PEM form"))
        }
    }

    @Test("is no private key, and no device")
    func others() throws {
        for (file, problem) in [
            (Fixtures.path("tls/loopback.key.pem"), "holds no certificate"), ("/dev/zero", "is not an ordinary file"),
        ] {
            let error = try #require(throws: FrameAPIError.self) {
                try NIOTransport(settings: TransportSettings(additionalCertificatesFile: file))
            }
            #expect(error.detail.hasSuffix(problem))
            #expect(error.remedy == "Name a readable file of certificates in PEM form")
        }
    }

    @Test("may begin with a byte order mark")
    func byteOrderMark() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try CertificateFile(path: folder.path + "/marked").certificates().count == 1)
    }
}
