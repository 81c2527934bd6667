/// Files under `Tests/Fixtures`.
enum Fixtures {
    static func path(_ name: String, source: String = #filePath) -> String {
        let tests = source.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).map(String.init)
        return (tests + ["Fixtures", name]).joined(separator: "/")
    }
}
