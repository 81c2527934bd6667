import NIOSSL

/// How the network is reached: the proxy, the trusted authorities, the number of connections.
public struct TransportSettings: Sendable {
    /// The proxy for the base URL's host, if there is one.
    public var proxy: ProxySettings?
    /// A file of certificate authorities in PEM form that replaces the system's own (`SSL_CERT_FILE`).
    public var trustedCertificatesFile: String?
    /// A file of certificate authorities in PEM form that are trusted besides.
    public var additionalCertificatesFile: String?
    /// How long a connection attempt may take.
    public var connectTime: Duration
    /// How long an answer may make no progress.
    public var idleTime: Duration
    /// The maximum number of connections to the service, for each event loop that sends requests: one loop, except for senders on the
    /// transport's own ``HTTPTransport/executors``.
    public var connections: Int

    /// Makes settings.
    public init(
        proxy: ProxySettings? = nil,
        trustedCertificatesFile: String? = nil,
        additionalCertificatesFile: String? = nil,
        connectTime: Duration = .seconds(5),
        idleTime: Duration = .seconds(15),
        connections: Int = 8
    ) {
        self.proxy = proxy
        self.trustedCertificatesFile = trustedCertificatesFile
        self.additionalCertificatesFile = additionalCertificatesFile
        self.connectTime = connectTime
        self.idleTime = idleTime
        self.connections = connections
    }

    /// The trusted authorities.
    ///
    /// - Throws: ``FrameAPIError`` with the code `invalid-certificates`.
    func tlsConfiguration() throws(FrameAPIError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.applicationProtocols = ["http/1.1"]
        tls.minimumTLSVersion = .tlsv12
        if let file = trustedCertificatesFile {
            tls.trustRoots = .certificates(try CertificateFile(path: file).certificates())
        }
        if let file = additionalCertificatesFile {
            tls.additionalTrustRoots = [.certificates(try CertificateFile(path: file).certificates())]
        }
        return tls
    }
}
