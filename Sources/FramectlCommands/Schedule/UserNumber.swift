import Glibc

/// The number of the user that a process belongs to.
enum UserNumber {
    static var ofThisProcess: UInt32 { getuid() }
}
