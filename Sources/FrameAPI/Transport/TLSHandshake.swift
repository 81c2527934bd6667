import FoundationEssentials
import NIOCore
import NIOSSL
import NIOTLS

/// Waits until the TLS handshake has succeeded or failed.
final class TLSHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let done: EventLoopPromise<Void>
    private let handler: NIOSSLClientHandler
    private let destination: Destination

    private init(_ done: EventLoopPromise<Void>, _ handler: NIOSSLClientHandler, with destination: Destination) {
        self.done = done
        self.handler = handler
        self.destination = destination
    }

    static func perform(
        on channel: any Channel,
        with destination: Destination,
        tls: NIOSSLContext,
        within limit: TimeAmount
    ) -> EventLoopFuture<any Channel> {
        channel.prepare(within: limit, otherwise: ExchangeFailure.handshakeTimedOut(within: Duration(limit))) {
            let name = destination.isAddress ? nil : destination.host
            let handler = try NIOSSLClientHandler(context: tls, serverHostname: name)
            let handshake = TLSHandshake($1, handler, with: destination)
            try $0.addHandlers(handler, handshake)
            return handshake
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            if !destination.isAddress || isForAddress(handler.peerCertificate) {
                done.succeed()
            } else {
                done.fail(HandshakeFailure.otherHost(than: destination.host))
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake])):
            done.fail(ExchangeFailure.noHandshake)
        case is NIOSSLError, is NIOSSLExtraError:
            done.fail(failure(of: error))
        default:
            done.fail(error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(ExchangeFailure.noHandshake)
        context.fireChannelInactive()
    }

    private func isForAddress(_ certificate: NIOSSLCertificate?) -> Bool {
        guard let certificate, let address = AddressRange(destination.host) else { return false }
        return certificate._subjectAlternativeNames().contains {
            $0.nameType == .ipAddress && address.equals($0.contents)
        }
    }

    /// The reason of the failure, and the remedy.
    private func failure(of error: any Error) -> HandshakeFailure {
        if error as? NIOSSLExtraError == .failedToValidateHostname { return .otherHost(than: destination.host) }
        let reason = TLSReason(error)
        switch reason?.name {
        case "certificate verify failed": return Self.refusal(of: handler.peerCertificate)
        case "alert protocol version", "unsupported protocol":
            return HandshakeFailure(
                reason: "the server does not offer TLS 1.2 or later",
                remedy: "The server, or a proxy before it, must offer TLS 1.2 or later"
            )
        case "wrong version number", "http request", "https proxy request":
            return HandshakeFailure(reason: "the server does not speak TLS on this port", remedy: Self.speakHTTPS)
        case let name:
            let words = name ?? Excerpt.of("\(error)", limit: 200)
            return HandshakeFailure(
                reason: "the server broke it off (\(words))",
                remedy: Self.speakHTTPS,
                mayPass: true
            )
        }
    }

    private static let speakHTTPS = "Check that the base URL's host and port speak https"

    /// Why a certificate was refused: its dates, or else an issuer that is not trusted.
    private static func refusal(of certificate: NIOSSLCertificate?) -> HandshakeFailure {
        guard let certificate else { return HandshakeFailure(reason: "the certificate is not trusted") }
        let now = Date.now
        let (first, last) = (Self.date(certificate.notValidBefore), Self.date(certificate.notValidAfter))
        if last < now {
            return HandshakeFailure(
                reason: "the certificate has expired (\(day(last)))",
                remedy: "The service needs a new certificate; if this one should be valid, check this machine's clock"
            )
        }
        if first > now {
            return HandshakeFailure(
                reason: "the certificate is not valid yet (before \(day(first)))",
                remedy: "Check this machine's clock; if it is right, the service needs a certificate that is valid now"
            )
        }
        return HandshakeFailure(reason: "the issuer of the certificate is not trusted")
    }

    private static func date(_ seconds: some BinaryInteger) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

    private static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
}
