import FoundationEssentials
import HTTPTypes

@testable import FrameAPI

/// The bodies of listings. What is taken for a list is one by another reader's judgement too, with as many entries, the same ids and
/// the same kinds; no beginning of it is one; every list by the letter is taken; and what is said of a body that is refused can be
/// shown.
enum ListingTarget: FuzzTarget {
    static let name = "listing"
    static let words = [
        "{\"data\":[", "[", "]", "{", "}", ",", "\"id\"", "\"pool_id\"", "\"external_id\"", "\"kind\"", "\"state\"",
        "\"open\"", "null", ":",
        "\"\\u0000\"", "\\\"", "\\", "\\ud83d", "1e400", "-0", "123456789012345678901234567890", "\u{FEFF}", "\"next\"",
        "<html>", "\"s1\"", "\"closed\"", "\\u0069d", "\\ufffd", "1.10",
        "\u{1B}[2J", secret,
    ]
    /// No answer of the service is half as deep; what lies deeper may be refused.
    private static let deepest = 500
    private static let secret = "0123456789abcdef0123456789abcdef01234567"

    static func flaw(in bytes: [UInt8]) -> String? {
        let reference = ReferenceJSON(bytes)
        return sessions(bytes, reference) ?? pools(bytes, reference) ?? session(bytes, reference) ?? account(bytes)
            ?? text(bytes, reference) ?? FrameAPIError(refusedBy: answer(bytes, status: .badGateway)).flatMap(flaw)
    }

    private static func sessions(_ bytes: [UInt8], _ reference: ReferenceJSON?) -> String? {
        let sessions: [ActiveSession]
        do throws(FrameAPIError) {
            sessions = try answer(bytes).list(of: ActiveSession.self, due: "a list of sessions")
        } catch {
            return flaw(in: error) ?? refusal(of: reference, as: ActiveSession.self)
        }
        guard let entries = reference?.entries else { return "taken for a list, and it is none" }
        guard entries.count == sessions.count else { return "\(sessions.count) entries of \(entries.count)" }
        for (session, entry) in zip(sessions, entries) {
            guard isID(session.id?.value, of: entry, "id"), isID(session.poolID?.value, of: entry, "pool_id") else {
                return "\(session) of \(entry)"
            }
            guard session.isContradictory == ["id", "pool_id"].contains(where: { entry.members($0).count > 1 }) else {
                return "\(session) of \(entry)"
            }
        }
        let end = bytes.lastIndex { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "}") } ?? 0
        let isCutTaken = (try? answer(Array(bytes[..<end])).list(of: ActiveSession.self, due: "")) != nil
        return isCutTaken ? "taken for a list without its end" : nil
    }

    private static func pools(_ bytes: [UInt8], _ reference: ReferenceJSON?) -> String? {
        let pools: [Pool]
        do throws(FrameAPIError) {
            pools = try answer(bytes).list(of: Pool.self, due: "a list of pools")
        } catch {
            return flaw(in: error) ?? refusal(of: reference, as: Pool.self)
        }
        guard let entries = reference?.entries else { return "taken for a list of pools, and it is none" }
        guard entries.count == pools.count else { return "\(pools.count) pools of \(entries.count)" }
        for (pool, entry) in zip(pools, entries) {
            guard isID(pool.id?.value, of: entry, "external_id"), isText(pool.kind, of: entry, "kind") else {
                return "\(pool) of \(entry)"
            }
            guard pool.isContradictory == ["external_id", "kind"].contains(where: { entry.members($0).count > 1 })
            else {
                return "\(pool) of \(entry)"
            }
        }
        return nil
    }

    /// What is taken for a session has the reference's state, and settles what became of it only by its own id and a text.
    private static func session(_ bytes: [UInt8], _ reference: ReferenceJSON?) -> String? {
        let standing = SessionStanding(of: "s1", answer: answer(bytes))
        if standing == .live || standing == .ended {
            guard let value = reference?.value, value.members("id").count == 1, value.members("state").count == 1,
                value.members("id")[0].reading.fits("s1"), case .text(let state) = value.members("state")[0],
                ["init", "reserved", "open"].contains(state.lowercased()) == (standing == .live)
            else { return "\(standing) by \(String(describing: reference?.value))" }
        }
        do throws(FrameAPIError) {
            let session = try answer(bytes).entity(SessionDetail.self, due: "a session")
            guard let value = reference?.value else { return "taken for a session, and it is none" }
            return isText(session.state, of: value, "state") ? nil : "\(session) of \(value)"
        } catch {
            return flaw(in: error)
        }
    }

    private static func account(_ bytes: [UInt8]) -> String? {
        do throws(FrameAPIError) {
            return try answer(bytes).entity(Account.self, due: "an account").id.value.isEmpty ? "an empty id" : nil
        } catch {
            return flaw(in: error)
        }
    }

    private static func text(_ bytes: [UInt8], _ reference: ReferenceJSON?) -> String? {
        guard bytes.contains(UInt8(ascii: "\"")), !bytes.contains(UInt8(ascii: "{")) else { return nil }
        do throws(FrameAPIError) {
            let text = try answer(bytes).text(due: "a text")
            return reference?.value.reading.fits(text) == true ? nil : "taken for the text \(text)"
        } catch {
            return flaw(in: error)
        }
    }

    /// Whether what is said of a body is fit for a terminal, and without the secret.
    private static func flaw(in error: FrameAPIError) -> String? {
        error.description.lowercased().contains(secret) ? "the secret is shown" : Shown.flaw(in: error.description)
    }

    /// Why a list must not be refused; `nil` when it may.
    private static func refusal<Entity: ServiceEntity>(of reference: ReferenceJSON?, as _: Entity.Type) -> String? {
        guard let reference, reference.isToTheLetter, reference.depth <= deepest,
            case .list(let entries) = reference.value
        else {
            return nil
        }
        let isIdentified = entries.contains { entry in Entity.identifyingKeys.contains { !entry.members($0).isEmpty } }
        let isDue = entries.allSatisfy(\.isObject) && (isIdentified || entries.isEmpty)
        return isDue ? "a list by the letter is refused" : nil
    }

    private static func answer(_ body: [UInt8], status: HTTPResponse.Status = .ok) -> Answer {
        Answer(
            TransportResponse(head: HTTPResponse(status: status), body: body),
            request: RequestSummary(method: "GET", path: "/accounts/a/active_sessions"),
            receivedAt: Date(timeIntervalSince1970: 1_700_000_000),
            redactor: Redactor(hidden: [secret])
        )
    }

    /// Whether an id is the one that an entry has: one that is given twice, empty or holds a replacement is none.
    private static func isID(_ id: String?, of entry: ReferenceJSON.Value, _ name: String) -> Bool {
        let members = entry.members(name)
        guard members.count == 1, case .is(let due) = members[0].reading, !due.isEmpty,
            !due.unicodeScalars.contains("\u{FFFD}")
        else { return id == nil }
        return members[0].reading.fits(id)
    }

    private static func isText(_ text: String?, of entry: ReferenceJSON.Value, _ name: String) -> Bool {
        let members = entry.members(name)
        return members.count == 1 ? members[0].reading.fits(text) : text == nil
    }
}
