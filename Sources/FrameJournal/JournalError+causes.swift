import GRDB
import Glibc

extension JournalError {
    static let elsewhere = "name another file with --journal"

    /// A system call that failed.
    static func system(_ what: String, _ path: String, errno code: CInt) -> JournalError {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: .full(path)
        case EROFS: .unavailable(path, "its file system is mounted for reading only")
        default: .unavailable(path, "\(what) (\(String(cString: strerror(code))))")
        }
    }

    static func unavailable(_ path: String, _ why: String) -> JournalError {
        JournalError(
            .unavailable,
            detail: "the journal “\(path)” cannot be used: \(why)",
            remedy: "Mend that, or \(elsewhere)"
        )
    }

    static func full(_ path: String) -> JournalError {
        JournalError(
            .full,
            detail: "there is no room left for the journal “\(path)”",
            remedy: "Make room on that disk, or \(elsewhere)"
        )
    }

    static func corrupt(_ path: String, _ why: String) -> JournalError {
        JournalError(
            .corrupt,
            detail: "the journal “\(path)” is damaged: \(why)",
            remedy: "Move “\(path)” and its -wal and -shm files aside and keep them, or \(elsewhere)"
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
            detail: "“\(path)” is a database of something else, and is left as it is",
            remedy: "Leave it alone, and \(elsewhere)"
        )
    }

    /// Whatever came out of the database, as an error of the journal.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as JournalError: self = error
        case let error as DatabaseError: self = Self.sqlite(error, path)
        default: self = .corrupt(path, "\(error)")
        }
    }

    private static func sqlite(_ error: DatabaseError, _ path: String) -> JournalError {
        let words = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return .full(path) }
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

    /// Whether the stored bytes are to blame, rather than the moment.
    var isDamage: Bool {
        switch resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_TOOBIG: true
        default: extendedResultCode == .SQLITE_IOERR_SHORT_READ || extendedResultCode == .SQLITE_IOERR_CORRUPTFS
        }
    }
}
