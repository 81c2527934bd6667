import Foundation
import Glibc
import Synchronization
import TerminalTesting
import Testing

/// The tool at a terminal of the test's own: what it writes is the screen, what is typed goes to it, Ctrl-C included.
final class PseudoTerminal: Sendable {
    static let controlC = "\u{3}"
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    private let master: Int32
    private let child: pid_t
    private let written = Mutex<[UInt8]>([])
    private let virtual: Mutex<VirtualScreen>
    private let isHungUp = Mutex(false)
    private let isReadToTheEnd = Mutex(false)
    /// The home of its user, where the record of runs goes.
    private let home: TemporaryFolder

    /// Starts the tool at a terminal; or another program, such as a shell.
    init(
        _ arguments: [String],
        of program: String = Framectl.path,
        environment: [String: String],
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        virtual = Mutex(VirtualScreen(columns: columns, rows: rows))
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
        Self.set(master, columns, rows)
        child = try ChildProcess.spawn(
            program,
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
                virtual.withLock { $0.feed(buffer.prefix(count)) }
                written.withLock { $0.append(contentsOf: buffer.prefix(count)) }
            }
            isReadToTheEnd.withLock { $0 = true }
            // A terminal is gone when the last hold on it is, this reader's included.
            close(master)
        }
    }

    /// Everything that was written so far.
    var screen: String {
        written.withLock { String(decoding: $0, as: UTF8.self) }
    }

    /// What a person sees on it at this moment.
    var picture: String { virtual.withLock { $0.text } }

    /// What a person has seen on it, what was scrolled off included.
    var everything: String { virtual.withLock { $0.everything } }

    /// Control sequences that the screen does not know.
    var surprises: [String] { virtual.withLock { $0.surprises } }

    /// Changes its size, as when somebody drags the corner of its window.
    func resize(columns: Int, rows: Int = 24) {
        virtual.withLock { $0.resize(columns: columns, rows: rows) }
        Self.set(master, columns, rows)
    }

    private static func set(_ terminal: Int32, _ columns: Int, _ rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    func type(_ text: String) {
        var bytes = Array(text.utf8)
        _ = write(master, &bytes, bytes.count)
    }

    /// Closes the terminal, as when its window is closed or the connection to it is lost.
    func hangUp() {
        isHungUp.withLock { $0 = true }
    }

    /// Whether it shows what is typed.
    var isEchoing: Bool {
        var settings = termios()
        return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
    }

    /// Waits until a text has been written.
    func wait(for text: String, location: SourceLocation = #_sourceLocation) async throws {
        try await eventually(location: location, "“\(text)” on the screen: \(screen)") { screen.contains(text) }
    }

    /// Waits for the end of the tool.
    func end() async throws -> Int32 {
        let status = try await ChildProcess.wait(for: child, limit: .patience).status
        // What was written last may still be on its way to the reader.
        try await eventually("the end of what it wrote") { isReadToTheEnd.withLock { $0 } }
        home.remove()
        return status
    }
}
