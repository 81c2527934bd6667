import DequeModule

/// What was taken and is still to be written, of both streams, in the order in which it was taken. A value that does nothing by itself.
///
/// What one call adds costs the same however much is waiting.
struct OutputBacklog {
    private struct Piece {
        /// Its place among the pieces of both streams.
        let order: Int
        var bytes: [UInt8]
    }

    /// One stream.
    private struct Lane {
        var pieces: Deque<Piece> = []
        /// How much of the first piece is written.
        var written = 0
        /// Whether it takes nothing any more.
        var isClosed = false
    }

    private var output = Lane()
    private var talk = Lane()
    private var order = 0

    /// How many bytes of a piece are enough: what is small is put together.
    static let enough = 64 << 10

    private subscript(stream: OutputStream) -> Lane {
        get { stream == .output ? output : talk }
        _modify { if stream == .output { yield &output } else { yield &talk } }
    }

    /// The streams that something is to be written to: first the one whose turn it is.
    var waiting: [OutputStream] {
        switch (output.pieces.first?.order, talk.pieces.first?.order) {
        case (nil, nil): []
        case (_, nil): [.output]
        case (nil, _): [.talk]
        case (let first?, let second?): first < second ? [.output, .talk] : [.talk, .output]
        }
    }

    /// Whether nothing is to be written to a stream.
    func isIdle(_ stream: OutputStream) -> Bool { self[stream].pieces.isEmpty }

    /// Takes bytes; those for a stream that takes nothing are dropped.
    mutating func add(_ bytes: [UInt8], to stream: OutputStream) {
        guard !bytes.isEmpty, !self[stream].isClosed else { return }
        // No second hold on the bytes of the last piece, which would have them copied.
        let last = self[stream].pieces.last.map { (order: $0.order, count: $0.bytes.count) }
        if let last, last.order == order, last.count < Self.enough {
            self[stream].pieces[self[stream].pieces.count - 1].bytes += bytes
        } else {
            order += 1
            self[stream].pieces.append(Piece(order: order, bytes: bytes))
        }
    }

    /// What is to be written next to a stream, no more than a number of bytes.
    func next(_ stream: OutputStream, limit: Int) -> ArraySlice<UInt8> {
        let lane = self[stream]
        guard let first = lane.pieces.first else { return [] }
        return first.bytes[lane.written...].prefix(limit)
    }

    /// Takes note that so many of the next bytes were written.
    mutating func advance(_ stream: OutputStream, by count: Int) {
        self[stream].written += count
        guard let first = self[stream].pieces.first, self[stream].written >= first.bytes.count else { return }
        self[stream].pieces.removeFirst()
        self[stream].written = 0
    }

    /// Drops what is to be written to a stream, and what will be.
    mutating func close(_ stream: OutputStream) {
        self[stream].pieces = []
        self[stream].written = 0
        self[stream].isClosed = true
    }
}
