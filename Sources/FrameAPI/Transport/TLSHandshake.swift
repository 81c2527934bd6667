import FoundationEssentials
import NIOCore
import NIOSSL
import NIOTLS

/// Waits until TLS has come about, or has not.
final class TLSHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let done: EventLoopPromise<Void>
    private let handler: NIOSSLClientHandler
    private let origin: Origin

    private init(_ done: EventLoopPromise<Void>, _ handler: NIOSSLClientHandler, origin: Origin) {
        self.done = done
        self.handler = handler
        self.origin = origin
    }

    static func perform(
        on channel: any Channel,
        with origin: Origin,
        tls: NIOSSLContext,
        limit: TimeAmount
    ) -> EventLoopFuture<Void> {
        let done = channel.eventLoop.makePromise(of: Void.self)
        let timer = channel.eventLoop.scheduleTask(in: limit) {
            done.fail(ExchangeFailure.handshakeTimedOut(within: .nanoseconds(limit.nanoseconds)))
        }
        done.futureResult.whenComplete { _ in timer.cancel() }
        do {
            let handler = try NIOSSLClientHandler(context: tls, serverHostname: origin.isAddress ? nil : origin.host)
            let waiter = TLSHandshake(done, handler, origin: origin)
            try channel.pipeline.syncOperations.addHandlers(handler, waiter)
            let pipeline = NIOLoopBound(channel.pipeline.syncOperations, eventLoop: channel.eventLoop)
            let bound = NIOLoopBound(waiter, eventLoop: channel.eventLoop)
            return done.futureResult.flatMap { pipeline.value.removeHandler(bound.value) }
        } catch {
            done.fail(error)
            return done.futureResult
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            if !origin.isAddress || isForAddress(handler.peerCertificate) {
                done.succeed()
            } else {
                done.fail(HandshakeFailure.otherHost(than: origin.host))
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
        guard let certificate, let address = AddressRange(origin.host) else { return false }
        return certificate._subjectAlternativeNames().contains {
            $0.nameType == .ipAddress && address.equals($0.contents)
        }
    }

    /// Why it failed, and what to do.
    private func failure(of error: any Error) -> HandshakeFailure {
        if error as? NIOSSLExtraError == .failedToValidateHostname { return .otherHost(than: origin.host) }
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

    /// Why a certificate was refused: by its dates, or else because nobody who is trusted vouches for it.
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
