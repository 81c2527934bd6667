/// A fault. Each case says whether the request is acted on; see ``FaultRule/acts``.
package enum FaultAnswer: Sendable, Equatable {
    /// 200 with a page of a proxy. Not acted on.
    case html
    /// Acted on; the connection is closed in the middle of the body, or after a number of bytes of it.
    case cutBody(afterBytes: Int?)
    /// Acted on; the answer is an object that is neither a list nor the endpoint's own.
    case wrongShape
    /// Not acted on.
    case redirect(location: String, status: Int)
    /// Not acted on. The body is the simulator's JSON unless one is given.
    case status(Int, retryAfter: RetryAfterHeader?, body: String?)
    /// Not acted on; there is never an answer.
    case hang
    /// Acted on at once, answered late.
    case delay(seconds: Double)
    /// Not acted on; the connection is closed without an answer.
    case dropBefore
    /// Acted on; the connection is closed without an answer.
    case dropAfter
    /// Acted on; the body is missing.
    case emptyBody
    /// Acted on; a listing is repeated, one copy after the other.
    case duplicateEntries
    /// Acted on; a listing ends after a number of entries, without a sign.
    case cutListing(entries: Int)

    enum Name: String, CaseIterable {
        case html
        case cutBody = "cut-body"
        case wrongShape = "wrong-shape"
        case redirect, status, hang, delay
        case dropBefore = "drop-before"
        case dropAfter = "drop-after"
        case emptyBody = "empty-body"
        case duplicateEntries = "duplicate-entries"
        case cutListing = "cut-listing"
    }

    var name: Name {
        switch self {
        case .html: .html
        case .cutBody: .cutBody
        case .wrongShape: .wrongShape
        case .redirect: .redirect
        case .status: .status
        case .hang: .hang
        case .delay: .delay
        case .dropBefore: .dropBefore
        case .dropAfter: .dropAfter
        case .emptyBody: .emptyBody
        case .duplicateEntries: .duplicateEntries
        case .cutListing: .cutListing
        }
    }
}

extension FaultAnswer.Name {
    /// Whether the request is acted on when the rule does not say.
    var actsByDefault: Bool {
        switch self {
        case .html, .redirect, .status, .hang, .dropBefore: false
        case .cutBody, .wrongShape, .delay, .dropAfter, .emptyBody, .duplicateEntries, .cutListing: true
        }
    }

    /// Whether a rule may override this with `acts`.
    var mayChooseToAct: Bool {
        switch self {
        case .html, .status, .hang: true
        default: false
        }
    }

    /// The keys of a rule that only this answer reads.
    var ownKeys: Set<FaultRule.CodingKeys> {
        switch self {
        case .cutBody: [.afterBytes]
        case .redirect: [.location, .status]
        case .status: [.status, .retryAfter, .body]
        case .delay: [.seconds]
        case .cutListing: [.entries]
        default: []
        }
    }
}
