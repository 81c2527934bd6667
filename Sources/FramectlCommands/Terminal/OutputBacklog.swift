import DequeModule

/// The accepted and unwritten output of both streams, in its order. A value that does nothing by itself.
///
/// The cost of one call does not depend on the size of the backlog.
struct OutputBacklog {
    private struct Piece {
        /// Its index among the pieces of both streams.
        let order: Int
        var bytes: [UInt8]
    }

    /// One stream.
    private struct Lane {
        var pieces: Deque<Piece> = []
        /// How much of the first piece is written.
        var written = 0
        /// Whether it accepts nothing any more.
        var isClosed = false
    }

    private var output = Lane()
    private var talk = Lane()
    private var order = 0

    /// The sufficient size of a piece in bytes: small ones are combined.
    static let enough = 64 << 10

    private subscript(stream: OutputStream) -> Lane {
        get { stream == .output ? output : talk }
        _modify { if stream == .output { yield &output } else { yield &talk } }
    }

    /// The streams with pending output: first the one whose turn it is.
    var waiting: [OutputStream] {
        switch (output.pieces.first?.order, talk.pieces.first?.order) {
        case (nil, nil): []
        case (_, nil): [.output]
        case (nil, _): [.talk]
        case (let first?, let second?): first < second ? [.output, .talk] : [.talk, .output]
        }
    }

    /// Whether a stream has no pending output.
    func isIdle(_ stream: OutputStream) -> Bool { self[stream].pieces.isEmpty }

    /// Adds bytes; those for a closed stream are dropped.
    mutating func add(_ bytes: [UInt8], to stream: OutputStream) {
        guard !bytes.isEmpty, !self[stream].isClosed else { return }
        // Without a second reference to the bytes of the last piece, which would cause a copy.
        let last = self[stream].pieces.last.map { (order: $0.order, count: $0.bytes.count) }
        if let last, last.order == order, last.count < Self.enough {
            self[stream].pieces[self[stream].pieces.count - 1].bytes += bytes
        } else {
            order += 1
            self[stream].pieces.append(Piece(order: order, bytes: bytes))
        }
    }

    /// The next bytes for a stream, up to a limit.
    func next(_ stream: OutputStream, limit: Int) -> ArraySlice<UInt8> {
        let lane = self[stream]
        guard let first = lane.pieces.first else { return [] }
        return first.bytes[lane.written...].prefix(limit)
    }

    /// Marks a number of the next bytes as written.
    mutating func advance(_ stream: OutputStream, by count: Int) {
        self[stream].written += count
        guard let first = self[stream].pieces.first, self[stream].written >= first.bytes.count else { return }
        self[stream].pieces.removeFirst()
        self[stream].written = 0
    }

    /// Drops pending and later output of a stream.
    mutating func close(_ stream: OutputStream) {
        self[stream].pieces = []
        self[stream].written = 0
        self[stream].isClosed = true
    }
}
