/// The sessions of one account in the order in which they were opened.
///
/// The JSON of each is written once, when it is opened, into one long run of bytes; a listing copies it out. A session that is gone stays
/// as a tombstone, so that the cost of closing one does not depend on their number.
struct SessionTable {
    enum Phase: Sendable {
        case live, closing, gone
    }

    struct Record {
        /// The id in a path; nil when the session has none.
        let id: String?
        /// The pool whose instance it takes, if it is one of this account.
        let pool: Int?
        /// Its part of `json`: the object up to the state, without the closing brace.
        fileprivate let range: Range<Int>
        /// Nil when the field is omitted.
        fileprivate let liveState: String?
        fileprivate(set) var phase: Phase = .live
    }

    /// Includes the tombstones; a session keeps its index for ever.
    private(set) var records: [Record] = []
    private var json: [UInt8] = []
    private var indexByID: [String: Int] = [:]
    private(set) var listedCount = 0

    mutating func reserve(_ count: Int) {
        records.reserveCapacity(count)
        indexByID.reserveCapacity(count)
        json.reserveCapacity(count * 420)
    }

    /// The open object goes up to the state and lacks the closing brace.
    mutating func append(id: String?, pool: Int?, state: String?, openObject: some Collection<UInt8>) {
        let start = json.count
        json.append(contentsOf: openObject)
        if let id { indexByID[id] = records.count }
        records.append(Record(id: id, pool: pool, range: start..<json.count, liveState: state))
        listedCount += 1
    }

    /// The index of the session with this id, while it is listed.
    func index(of id: String) -> Int? { indexByID[id] }

    func state(at index: Int) -> String? {
        switch records[index].phase {
        case .live: records[index].liveState
        case .closing: "closing"
        case .gone: "closed"
        }
    }

    mutating func beginClosing(at index: Int) {
        guard records[index].phase == .live else { return }
        records[index].phase = .closing
    }

    mutating func remove(at index: Int) {
        guard records[index].phase != .gone else { return }
        records[index].phase = .gone
        listedCount -= 1
        if let id = records[index].id { indexByID[id] = nil }
    }

    var listedIDs: Set<String> { Set(indexByID.keys) }

    func object(at index: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        appendObject(at: index, to: &bytes)
        return bytes
    }

    /// The listing, a bare array.
    func listing(_ distortion: ListDistortion) -> [UInt8] {
        var bytes: [UInt8] = []
        let rounds = distortion.repeated ? 2 : 1
        bytes.reserveCapacity((json.count + records.count * 24) * rounds + 2)
        bytes.append(UInt8(ascii: "["))
        for _ in 0..<rounds {
            var left = distortion.limit ?? Int.max
            for index in records.indices where records[index].phase != .gone {
                guard left > 0 else { break }
                left -= 1
                if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
                appendObject(at: index, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "]"))
        return bytes
    }

    private func appendObject(at index: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: json[records[index].range])
        if records[index].liveState != nil, let state = state(at: index) {
            bytes.append(contentsOf: #","state":"#.utf8)
            bytes.appendQuoted(state)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}
