/// One line of the audit trail. The simulator defines kinds, texts and fields, because the real ones are not documented.
struct AuditEntry {
    enum Kind: String {
        case sessionClosed = "session_closed"
        case published = "published"
    }

    let kind: Kind
    let moment: Moment
    let organizationID: String
    let accountID: String
    let clientID: String
    /// The session or the task.
    let subject: String
    let number: Int

    var text: String {
        switch kind {
        case .sessionClosed: "Session \(subject) closed through the API"
        case .published: "Publish task \(subject) requested through the API"
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.field("id", number)
            $0.field("kind", kind.rawValue)
            $0.field("inserted_at", moment.timestamp(zulu: true))
            $0.field("organization_id", organizationID)
            $0.field("account_id", accountID)
            $0.field("actor", clientID)
            $0.field("subject_id", subject)
            $0.field("message", text)
        }
    }
}
