import Glibc

/// The memory of this process, which holds a secret.
package enum ProcessMemory {
    /// Keeps it out of core dumps, and from other processes of the same user, where the system allows this. Child processes are not
    /// affected, except for the size of their core dumps, which they can set again.
    package static func keepPrivate() {
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 {
            limit.rlim_cur = 0
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        }
        // A variadic function cannot be called by its name.
        guard let symbol = dlsym(nil, "prctl") else { return }
        typealias Control = @convention(c) (CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong) -> CInt
        _ = unsafeBitCast(symbol, to: Control.self)(setDumpable, 0, 0, 0, 0)
    }

    /// `PR_SET_DUMPABLE`, which is missing in the library's module.
    private static let setDumpable: CInt = 4
}
