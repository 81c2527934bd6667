import Foundation
import Glibc
import Synchronization
import Testing

/// The tool at a terminal of the test's own: what it writes is the screen, what is typed goes to it, Ctrl-C included.
final class PseudoTerminal: Sendable {
    static let controlC = "\u{3}"
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    private let master: Int32
    private let child: pid_t
    private let written = Mutex<[UInt8]>([])
    private let isHungUp = Mutex(false)
    /// The home of its user, where the record of runs goes.
    private let home: TemporaryFolder

    init(_ arguments: [String], environment: [String: String], columns: UInt16 = 80) throws {
        let home = try TemporaryFolder()
        self.home = home
        // Linux's own way to a terminal pair; the functions of the C library for it are hidden from Swift.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var locked: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, ioctl(master, Self.setLock, &locked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
            throw SpawnFailed(path: "/dev/ptmx", reason: String(cString: strerror(errno)))
        }
        let slave = "/dev/pts/\(number)"
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        child = try ChildProcess.spawn(
            Framectl.path,
            arguments,
            environment: environment.merging([
                "PATH": "/usr/bin:/bin", "TERM": "xterm", "HOME": home.url.path,
            ]) { given, _ in given },
            session: true
        ) { actions in
            for descriptor: Int32 in 0...2 {
                posix_spawn_file_actions_addopen(&actions, descriptor, slave, O_RDWR, 0)
            }
        }
        Thread.detachNewThread { [self] in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while !isHungUp.withLock({ $0 }) {
                var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
                guard poll(&ready, 1, 20) != 0 else { continue }
                let count = read(master, &buffer, buffer.count)
                guard count > 0 else { break }
                written.withLock { $0.append(contentsOf: buffer.prefix(count)) }
            }
            // A terminal is gone when the last hold on it is, this reader's included.
            close(master)
        }
    }

    /// Everything that was written so far.
    var screen: String {
        written.withLock { String(decoding: $0, as: UTF8.self) }
    }

    func type(_ text: String) {
        var bytes = Array(text.utf8)
        _ = write(master, &bytes, bytes.count)
    }

    /// Closes the terminal, as when its window is closed or the connection to it is lost.
    func hangUp() {
        isHungUp.withLock { $0 = true }
    }

    /// Waits until a text has been written.
    func wait(for text: String, location: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<1500 {
            if screen.contains(text) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("the screen never showed “\(text)”: \(screen)", sourceLocation: location)
    }

    /// Waits for the end of the tool.
    func end() async throws -> Int32 {
        let status = try await ChildProcess.wait(for: child, limit: .seconds(60)).status
        // What was written last may still be on its way to the reader.
        try await Task.sleep(for: .milliseconds(100))
        home.remove()
        return status
    }
}
