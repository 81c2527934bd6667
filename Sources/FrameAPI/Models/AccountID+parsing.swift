extension Identifier where Entity == Account {
    /// Reads the id itself, or the console's address with the id in it (`https://frame.nutanix.com/frame/account/<uuid>/basic-info`).
    ///
    /// The groups of the UUID may hold any letter or digit, because the vendor's own samples do.
    ///
    /// - Throws: ``FrameAPIError`` with the code `invalid-account`, when the text is neither.
    public init(parsing text: String) throws(FrameAPIError) {
        let trimmed = text.trimmingWhitespace()
        if Self.hasShapeOfUUID(trimmed) {
            self.init(trimmed)
            return
        }
        if let found = Self.accountSegment(ofConsoleURL: trimmed) {
            self.init(found)
            return
        }
        throw .invalidAccount(text)
    }

    private static func accountSegment(ofConsoleURL text: String) -> String? {
        guard text.lowercased().begins(with: "https://") else { return nil }
        let address = String(String.UnicodeScalarView(text.unicodeScalars.prefix { $0 != "?" && $0 != "#" }))
        let parts = address.parts(between: "/").filter { !$0.isEmpty }.dropFirst()
        let host = parts.first?.parts(between: ":").first?.lowercased()
        guard let host, consoleDomains.contains(where: { host.ends(with: "." + $0) }) else {
            return nil
        }
        let path = parts.dropFirst()
        guard let marker = path.firstIndex(of: "account") else { return nil }
        let next = path.index(after: marker)
        guard next < path.endIndex else { return nil }
        let candidate = path[next]
        return hasShapeOfUUID(candidate) ? candidate : nil
    }

    /// The domains of the console, and the one that the service is moving to.
    private static var consoleDomains: [String] { ["nutanix.com", "difr.com"] }

    private static func hasShapeOfUUID(_ text: String) -> Bool {
        let groups = text.parts(between: "-")
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.utf8.allSatisfy(\.isAlphanumeric) }
    }
}
