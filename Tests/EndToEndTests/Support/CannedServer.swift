import Foundation
import Glibc
import Synchronization

/// A server of one trick on a loopback port: it answers every connection with bytes of the test's choosing, and remembers what
/// came. For what a control plane, even a faulty one, would never do.
final class CannedServer: Sendable {
    let port: Int
    private let listener: Int32
    private let requests = Mutex<[String]>([])
    private let sent = Mutex<Int?>(nil)

    /// Listens; `answer` gives what to send for a request's head.
    convenience init(answer: @escaping @Sendable (String) -> String) throws {
        try self.init(bytes: { Array(answer($0).utf8) })
    }

    /// The same for an answer that is no text.
    init(bytes answer: @escaping @Sendable (String) -> [UInt8]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard bound else { throw CannedServerFailed() }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                guard let self else { close(connection); return }
                Thread.detachNewThread { self.serve(connection, answer) }
            }
        }
    }

    /// The heads of the requests that came, in order.
    var seen: [String] { requests.withLock { $0 } }

    /// How many bytes of the last answer were taken, once all were or nobody took any more.
    var lastSent: Int? { sent.withLock { $0 } }

    var url: String { "http://127.0.0.1:\(port)/v1" }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func serve(_ connection: Int32, _ answer: (String) -> [UInt8]) {
        defer { close(connection) }
        var head: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !String(decoding: head, as: UTF8.self).contains("\r\n\r\n") {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            head.append(contentsOf: buffer.prefix(count))
        }
        let text = String(decoding: head, as: UTF8.self)
        requests.withLock { $0.append(text) }
        let whole = answer(text)
        var bytes = whole[...]
        defer { sent.withLock { $0 = whole.count - bytes.count } }
        while !bytes.isEmpty {
            let sent = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            bytes = bytes.dropFirst(sent)
        }
    }
}

struct CannedServerFailed: Error {}

/// A whole HTTP answer as text.
func httpAnswer(_ status: String, _ body: String, headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n"
        + headers + "\r\n" + body
}
