import FrameOperations
import GRDB
import Glibc

extension JournalError {
    static let elsewhere = "name another file with --journal"

    /// A failed system call; with the required disk space, if any.
    static func system(_ what: String, _ path: String, errno code: CInt, bytes: Int? = nil) -> JournalError {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: .full(path, needing: bytes)
        case ENOLCK: .cannotLock(path)
        case EROFS: .readOnly(path)
        default: .unavailable(path, "\(what) (\(SystemError(code).words))")
        }
    }

    static func unavailable(_ path: String, _ why: String) -> JournalError {
        JournalError(
            .unavailable,
            detail: "the journal “\(path)” cannot be used: \(why)",
            remedy: "Fix that, or \(elsewhere)"
        )
    }

    static func missing(_ path: String) -> JournalError {
        JournalError(
            .missing,
            detail: "the journal “\(path)” does not exist",
            remedy: "Check the path that --journal or FRAMECTL_JOURNAL names"
        )
    }

    /// The file is gone while another one exists that is never created before it.
    static func gone(_ path: String, trace: String) -> JournalError {
        JournalError(
            .unavailable,
            detail: "the journal “\(path)” was deleted or moved: it does not exist, but “\(trace)” does",
            remedy: "Move it back, or restore it from a backup. To begin a new one, move “\(trace)” aside too"
        )
    }

    /// An empty file; whether it had runs is known from another file.
    static func emptied(_ path: String, hadRuns: Bool) -> JournalError {
        JournalError(
            .corrupt,
            detail: "the journal “\(path)” is empty" + (hadRuns ? ": what was written to it is lost" : ""),
            remedy:
                "Restore it from a backup, or \(elsewhere). To begin a new one, move “\(path)” and its -wal, -shm and -locks "
                + "files aside"
        )
    }

    static func readOnly(_ path: String) -> JournalError {
        JournalError(
            .unavailable,
            detail: "the journal “\(path)” cannot be written: its file system is mounted read-only",
            remedy: "Mount it for writing, or \(elsewhere)"
        )
    }

    /// The file that SQLite needs to read it cannot be created beside it.
    static func unreadableLog(_ path: String) -> JournalError {
        JournalError(
            .unavailable,
            detail:
                "the journal “\(path)” cannot be read: its latest events are in “\(path)-wal”, and its folder cannot be written",
            remedy: "Copy “\(path)” and “\(path)-wal” to a folder that can be written, and name the copy with --journal"
        )
    }

    static func cannotLock(_ path: String) -> JournalError {
        JournalError(
            .unavailable,
            detail: "the journal “\(path)” cannot be used: its file system cannot lock files",
            remedy: "Move it and its -wal and -locks files to a local disk, and name it there with --journal"
        )
    }

    /// The disk is full; with the space that was required at once, where known.
    static func full(_ path: String, needing bytes: Int? = nil) -> JournalError {
        let size = bytes.map { ": \(($0 + 1_048_575) / 1_048_576) MiB are set aside before a run begins" } ?? ""
        return JournalError(
            .full,
            detail: "no room is left for the journal “\(path)”\(size)",
            remedy: "Make room on that disk, or \(elsewhere)"
        )
    }

    static func corrupt(_ path: String, _ why: String) -> JournalError {
        JournalError(
            .corrupt,
            detail: "the journal “\(path)” is damaged: \(why)",
            remedy: "Move “\(path)” and its -wal, -shm and -locks files aside and keep them, or \(elsewhere)"
        )
    }

    static func newer(_ path: String) -> JournalError {
        JournalError(
            .newer,
            detail: "the journal “\(path)” was written by a newer version of framectl",
            remedy: "Install that version here, or \(elsewhere)"
        )
    }

    static func foreign(_ path: String) -> JournalError {
        JournalError(
            .unavailable,
            detail: "“\(path)” is a database of another program, not a journal",
            remedy: "Fix the path: \(elsewhere)"
        )
    }

    /// Any error of the database, as an error of the journal.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as JournalError: self = error
        case let error as FileFault: self.init(error, path: path)
        case let error as DatabaseError: self = Self.sqlite(error, path)
        default: self = .corrupt(path, "\(error)")
        }
    }

    private static func sqlite(_ error: DatabaseError, _ path: String) -> JournalError {
        let words = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.extendedResultCode {
        case .SQLITE_IOERR_SHMSIZE: return .full(path)
        case .SQLITE_IOERR_LOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_UNLOCK, .SQLITE_IOERR_SHMLOCK:
            return .cannotLock(path)
        default: break
        }
        return switch error.resultCode {
        case .SQLITE_FULL: .full(path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_MISMATCH: .corrupt(path, words)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .unavailable(path, "another process has been writing to it for too long")
        case .SQLITE_READONLY: .unavailable(path, "it cannot be written (\(words))")
        default: .unavailable(path, words)
        }
    }
}

extension DatabaseError {
    /// Whether freeing space may help.
    var isLackOfSpace: Bool {
        resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_WRITE
            || extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }

    /// Whether the stored bytes are the cause, not the moment.
    var isDamage: Bool {
        switch resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_TOOBIG: true
        default: extendedResultCode == .SQLITE_IOERR_SHORT_READ || extendedResultCode == .SQLITE_IOERR_CORRUPTFS
        }
    }
}
