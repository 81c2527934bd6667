import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Resolves a name that plain http may use, and refuses it when any of its addresses is not this machine's own: a wrong resolver must not
/// be able to divert signed headers in the clear.
struct LoopbackResolver: Resolver, Sendable {
    let loop: any EventLoop

    func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
        addresses(of: host, port).map { $0.filter { $0.protocol == .inet } }
    }

    func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> {
        addresses(of: host, port).map { $0.filter { $0.protocol == .inet6 } }
    }

    func cancelQueries() {}

    private func addresses(of host: String, _ port: Int) -> EventLoopFuture<[SocketAddress]> {
        NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            let addresses = try Self.resolve(host, port)
            if let other = addresses.first(where: { !$0.isLoopback }) {
                throw NotLoopback(host: host, address: other.ipAddress ?? "\(other)")
            }
            return addresses
        }
    }

    private static func resolve(_ host: String, _ port: Int) throws -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_protocol = CInt(IPPROTO_TCP)
        var first: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &first)
        guard code == 0 else { throw ResolverFailure(host: host, code: Int(code)) }
        defer { freeaddrinfo(first) }
        return sequence(first: first, next: { $0?.pointee.ai_next }).compactMap { entry in
            guard let info = entry?.pointee, let address = UnsafeRawPointer(info.ai_addr) else { return nil }
            switch info.ai_family {
            case AF_INET: return SocketAddress(address.load(as: sockaddr_in.self), host: host)
            case AF_INET6: return SocketAddress(address.load(as: sockaddr_in6.self), host: host)
            default: return nil
            }
        }
    }
}

/// A name that could not be resolved.
struct ResolverFailure: Error, Equatable {
    let host: String
    /// One of the codes of `getaddrinfo`.
    let code: Int

    /// Whether the name does not exist, and not only the resolver is unreachable.
    var isFinal: Bool { Self.final.contains(code) }

    /// The name does not exist; and on Linux: it has no address, in any family or in the requested one.
    private static let final: Set<Int> = [Int(EAI_NONAME), -5, -9]
}

extension SocketAddress {
    fileprivate var isLoopback: Bool { ipAddress.map(BaseURL.isLoopback) ?? false }
}
