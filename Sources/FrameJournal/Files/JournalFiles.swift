import Glibc

/// The files that a run is written to. Each has to remain the file at its path, because a reader of the path finds no other. The same is
/// true for the file of locks, without which a second run could take the same claim.
struct JournalFiles: Sendable {
    /// One of the files.
    enum Part: String, Sendable {
        case journal = ""
        /// Committed data that is not in the journal yet.
        case log = "-wal"
        /// The index of the log; writers of other processes lock it.
        case index = "-shm"
        case locks = "-locks"
    }

    /// The path of the journal, without links.
    let path: String
    /// The path that readers open.
    private let name: String
    private var seen: [(part: Part, stamp: FileStamp)] = []
    private var header: LogHeader

    /// The files of a journal that is open for writing.
    ///
    /// - Throws: ``FileFault``, when one of them does not exist.
    init(of path: String, opened name: String) throws(FileFault) {
        (self.path, self.name, header) = (path, name, .none)
        for part in [Part.journal, .log, .index] {
            do throws(SystemError) {
                seen.append((part, try FileStamp(path + part.rawValue)))
            } catch {
                throw FileFault(part, error.code == ENOENT ? .deleted : .unreachable(error))
            }
        }
        header = LogHeader(of: path)
    }

    /// Adds the open file of locks.
    mutating func add(_ lock: FileStamp) {
        seen.append((.locks, lock))
    }

    /// Checks that every file is the same, and is not shorter. A file that another program has changed is read.
    ///
    /// - Parameters:
    ///   - hasWritten: Whether this run has written to the log since the last check.
    ///   - readBack: Opens the path again and reads the latest events; throws a fault when they do not match.
    /// - Throws: ``FileFault``, which says what happened to which file.
    mutating func check(hasWritten: Bool, _ readBack: () throws -> Void) throws(FileFault) {
        var now = seen
        var doubt: FileFault?
        let header = LogHeader(of: path)
        for (index, (part, before)) in seen.enumerated() {
            let stamp = try stamp(of: part, before)
            now[index].stamp = stamp
            let isShorter = stamp.size < before.size
            switch part {
            case .journal where isShorter, .index where isShorter:
                throw FileFault(part, .truncated(from: before.size, to: stamp.size))
            // Another process may have moved the log into it.
            case .journal where stamp != before: doubt = FileFault(part, .altered)
            // Another process may have moved all of it into the journal before.
            case .log where isShorter: doubt = FileFault(part, .truncated(from: before.size, to: stamp.size))
            // Another run may have written to it.
            case .log where stamp != before && !hasWritten: doubt = doubt ?? FileFault(part, .altered)
            // This run has written to it; no other program may have overwritten the earlier data.
            case .log where stamp != before && header == .foreign: throw FileFault(part, .altered)
            // It begins again once all of it is in the journal.
            case .log where before.size > 0 && !header.continues(self.header):
                doubt = doubt ?? FileFault(part, .altered)
            case .journal, .log, .index, .locks: break
            }
        }
        if let doubt {
            do { try readBack() } catch { throw error as? FileFault ?? doubt }
        }
        if name != path, let (_, journal) = seen.first, (try? FileStamp(name))?.isSameFile(as: journal) != true {
            throw FileFault(.journal, .replaced(movedTo: path))
        }
        (seen, self.header) = (now, header)
    }

    /// The same after a check; a file that another program has changed is not read.
    func checked() throws(FileFault) -> JournalFiles {
        var files = self
        try files.check(hasWritten: true) {}
        return files
    }

    /// Removes the log and its index after all of their data was moved into the journal, which has another path now: a journal that is
    /// moved back to this path must not be read with them.
    func removeLog() {
        for (part, before) in seen where part == .log || part == .index {
            if (try? FileStamp(path + part.rawValue))?.isSameFile(as: before) == true { unlink(path + part.rawValue) }
        }
    }

    private func stamp(of part: Part, _ before: FileStamp) throws(FileFault) -> FileStamp {
        let stamp: FileStamp
        do throws(SystemError) {
            stamp = try FileStamp(path + part.rawValue)
        } catch {
            guard error.code == ENOENT || error.code == ENOTDIR else { throw FileFault(part, .unreachable(error)) }
            throw FileFault(part, before.currentPath.map { .moved(to: $0) } ?? .deleted)
        }
        guard stamp.isSameFile(as: before) else { throw FileFault(part, .replaced(movedTo: before.currentPath)) }
        return stamp
    }
}

/// The header of a write-ahead log, as in SQLite's file format: a magic number, and salts that change whenever it begins again.
enum LogHeader: Equatable {
    /// It is empty, or cannot be read.
    case none
    /// It is no such log.
    case foreign
    case log([UInt8])

    private static let length = 32

    init(of journal: String) {
        let descriptor = open(JournalPath.log(of: journal), O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        var bytes = [UInt8](repeating: 0, count: Self.length)
        guard descriptor >= 0, pread(descriptor, &bytes, Self.length, 0) == Self.length else {
            self = .none
            return
        }
        self = bytes.starts(with: [0x37, 0x7F, 0x06]) ? .log(bytes) : .foreign
    }

    /// Whether it is the header of before, or the one that SQLite writes when the log begins anew: both counters are one higher then.
    func continues(_ before: LogHeader) -> Bool {
        guard self != before, case .log(let new) = self, case .log(let old) = before else { return self == before }
        return [Self.checkpoints, Self.salt].allSatisfy {
            Self.number(at: $0, in: new) == Self.number(at: $0, in: old) &+ 1
        }
    }

    private static let checkpoints = 12
    private static let salt = 16

    private static func number(at place: Int, in bytes: [UInt8]) -> UInt32 {
        bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
