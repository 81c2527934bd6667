import Glibc

/// Ends the process, without unwinding.
package enum ProcessEnd {
    package static func now(_ status: ExitStatus) -> Never {
        exit(status.rawValue)
    }
}
