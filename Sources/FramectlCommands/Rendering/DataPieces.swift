/// Lines of data for output, many at a time.
struct DataPieces {
    private let terminal: any Terminal
    private var bytes: [UInt8] = []

    private static let size = 64 << 10

    init(to terminal: any Terminal) {
        self.terminal = terminal
    }

    /// Adds a line.
    ///
    /// - Parameter write: Appends it, without its end.
    mutating func addLine(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count > Self.size { end() }
    }

    /// Writes the rest.
    mutating func end() {
        guard !bytes.isEmpty else { return }
        terminal.writeData(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
