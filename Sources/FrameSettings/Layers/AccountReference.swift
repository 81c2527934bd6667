package import FrameAPI

/// A reference to an account.
package enum AccountReference: Sendable, Hashable {
    /// By its id, or by the console's address with the id in it.
    case id(AccountID)
    /// By its name in the service.
    case name(String)

    /// Reads an id, the console's address of an account, or a name. A text with the shape of an id is an id.
    ///
    /// - Throws: `invalid-account` for another address, and for a text that cannot be a name.
    package init(parsing text: String) throws(FrameAPIError) {
        do throws(FrameAPIError) {
            self = .id(try AccountID(parsing: text))
        } catch {
            let name = text.trimmingWhitespace()
            let isPrintable = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            guard !name.isEmpty, isPrintable, !name.contains("://") else { throw error }
            self = .name(name)
        }
    }

    /// The id or the name.
    package var text: String {
        switch self {
        case .id(let id): id.value
        case .name(let name): name
        }
    }
}
