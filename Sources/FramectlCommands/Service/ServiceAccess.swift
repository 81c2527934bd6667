import FrameAPI
import FrameOperations
import FrameSettings

/// The client of a command: one that can act, or, where the profile is read-only, one that cannot.
enum ServiceAccess: Sendable {
    /// A client that can act.
    case acting(FrameClient)
    /// A client that only reads, with the reason.
    case reading(FrameReader, because: OperationsError)

    /// Restricts a client to what is allowed.
    init(_ client: FrameClient, under protections: Protections) {
        if let protection = protections.all.first(where: \.isReadOnly) {
            self = .reading(client.reader, because: protection.refusal(.readOnly))
        } else {
            self = .acting(client)
        }
    }

    /// The client for reading.
    var reader: FrameReader {
        switch self {
        case .acting(let client): client.reader
        case .reading(let reader, _): reader
        }
    }

    /// The client for acting.
    func actingClient() throws(OperationsError) -> FrameClient {
        switch self {
        case .acting(let client): return client
        case .reading(_, let refusal): throw refusal
        }
    }
}
