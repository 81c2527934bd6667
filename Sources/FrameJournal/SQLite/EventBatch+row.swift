import FoundationEssentials
import GRDB

extension EventBatch {
    /// The columns of a batch. Texts are read as bytes, so that none is repaired or truncated.
    static let columns = "first, CAST(bodies AS BLOB), hashes"

    /// A batch as read from a row, from a column on.
    init(_ row: Row, at index: Int = 0) throws {
        self.init(
            first: try row.decode(Int.self, atIndex: index),
            bodies: try Self.bytes(row, index + 1),
            hashes: try Self.bytes(row, index + 2)
        )
    }

    /// Bytes of a row, copied once.
    private static func bytes(_ row: Row, _ index: Int) throws -> [UInt8] {
        try row.withUnsafeData(atIndex: index) { $0.map(Array.init) } ?? Array(row.decode(Data.self, atIndex: index))
    }
}
