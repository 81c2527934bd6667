import FrameAPI
import FrameOperations
import FrameSettings

/// What a command holds of the service: a client that can act, or, where the profile reads only, one that has nothing to act with.
enum ServiceAccess: Sendable {
    /// Everything.
    case acting(FrameClient)
    /// Reads, and why nothing else.
    case reading(FrameReader, because: OperationsError)

    /// Gives away as much of a client as is allowed.
    init(_ client: FrameClient, under protections: Protections) {
        if let protection = protections.all.first(where: \.isReadOnly) {
            self = .reading(client.reader, because: protection.refusal(.readOnly))
        } else {
            self = .acting(client)
        }
    }

    /// The client to ask with.
    var reader: FrameReader {
        switch self {
        case .acting(let client): client.reader
        case .reading(let reader, _): reader
        }
    }

    /// The client to act with.
    func actingClient() throws(OperationsError) -> FrameClient {
        switch self {
        case .acting(let client): return client
        case .reading(_, let refusal): throw refusal
        }
    }
}
