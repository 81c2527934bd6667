import Foundation
import FrameSimulator
import Testing

@Suite("A journal on a file system that cannot lock", .enabled(if: LockRefusal.isPossible, LockRefusal.skipped))
struct UnlockableJournalTests {
    @Test(
        "78 with the reason after the first lock that is refused, and the service is asked nothing",
        arguments: [
            ["close", "--yes"], ["runs", "list"], ["runs", "show"], ["runs", "verify"], ["runs", "resume"],
            ["runs", "export"],
        ],
        [true, false]
    )
    func refused(command: [String], hasJournal: Bool) async throws {
        try await RecordedEvenings.shared.copied { home, _ in
            if !hasJournal { try FileManager.default.removeItem(atPath: home.journal) }
            // Where nothing was written, only what writes needs a lock.
            guard hasJournal || command[0] == "close" else { return }
            let refusal = try LockRefusal()
            defer { refusal.remove() }
            try await SimulatedService.serve(try .gallery()) { service in
                let result = try await ChildProcess.run(
                    Framectl.path,
                    command,
                    environment: service.recording(in: home).environment.merging(refusal.environment) { $1 },
                    input: nil,
                    limit: .patience
                )
                #expect(result.status == 78)
                #expect(result.talk.contains("its file system cannot lock files"), "\(result.talk)")
                #expect(result.talk.contains("local disk"))
                #expect((1...4).contains(refusal.count), "\(refusal.count) locks were tried")
                #expect(service.controlPlane.history.isEmpty)
            }
        }
    }
}

/// Makes every lock of a process fail as some file systems do, and counts them.
private struct LockRefusal {
    static let isPossible = FileManager.default.isExecutableFile(atPath: "/usr/bin/cc")
    static let skipped: Comment = "no C compiler is found that could make locks fail"

    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <stdarg.h>
        #include <stdlib.h>
        #include <unistd.h>

        static int refused(int command) {
          int places[] = { F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW };
          for (int i = 0; i < 6; i++) if (command == places[i]) {
            int file = open(getenv("REFUSED_LOCKS"), O_WRONLY | O_CREAT | O_APPEND, 0600);
            (void)!write(file, "x", 1);
            close(file);
            errno = ENOLCK;
            return 1;
          }
          return 0;
        }

        #define REPLACE(name) \\
          int name(int file, int command, ...) { \\
            va_list more; va_start(more, command); void *argument = va_arg(more, void *); va_end(more); \\
            int (*real)(int, int, ...) = dlsym(RTLD_NEXT, #name); \\
            return refused(command) ? -1 : real(file, command, argument); \\
          }
        REPLACE(fcntl)
        REPLACE(fcntl64)
        """

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let source = try folder.write(Self.source, to: "locks.c")
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/cc")
        compiler.arguments = ["-shared", "-fPIC", "-o", library, source]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
    }

    private var library: String { folder.url.appending(path: "locks.so").path }
    private var tally: String { folder.url.appending(path: "tally").path }

    var environment: [String: String] { ["LD_PRELOAD": library, "REFUSED_LOCKS": tally] }

    /// How many locks were tried.
    var count: Int { FileManager.default.contents(atPath: tally)?.count ?? 0 }

    func remove() { folder.remove() }
}
