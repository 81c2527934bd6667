/// How many requests are answered in each second of the service's clock; the others get 429.
package struct RateLimit: Codable, Sendable, Equatable {
    package var perSecond: Int
    /// Nil sends no `Retry-After`.
    package var retryAfter: RetryAfterHeader?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case perSecond = "per_second"
        case retryAfter = "retry_after"
    }

    package init(perSecond: Int, retryAfter: RetryAfterHeader? = nil) {
        self.perSecond = perSecond
        self.retryAfter = retryAfter
    }

    package init(from decoder: any Decoder) throws {
        let fields = try StrictFields<CodingKeys>(decoder)
        perSecond = try fields.integer(.perSecond, in: 1...1_000_000)
        retryAfter = try fields.optional(.retryAfter)
    }
}
