import FoundationEssentials
import Glibc
import LibFuzzer

/// The fuzzer that `make fuzz` runs: libFuzzer, and the target that `FUZZ_TARGET` names. With the one argument `words` it prints the
/// target's words as a dictionary of libFuzzer.
@main
enum Fuzzer {
    static let target = named(ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? "")

    static func main() {
        if CommandLine.arguments.dropFirst() == ["words"] {
            for word in target.words { print("\"" + word.utf8.map(escaped).joined() + "\"") }
            return
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        exit(LLVMFuzzerRunDriver(&count, &arguments, readOneInput))
    }

    private static func named(_ name: String) -> any FuzzTarget.Type {
        if let target = FuzzTargets.all.first(where: { $0.name == name }) { return target }
        print("FUZZ_TARGET is one of \(FuzzTargets.all.map { $0.name }.joined(separator: ", "))")
        exit(64)
    }

    private static func escaped(_ byte: UInt8) -> String {
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

/// Reads one input. Aborts with the flaw in words, so that libFuzzer keeps the input.
@c(LLVMFuzzerTestOneInput)
public func readOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let flaw = Fuzzer.target.flaw(in: bytes) {
        print("\(Fuzzer.target.name): \(flaw)")
        fflush(nil)
        abort()
    }
    return 0
}
