import FrameAPI
import FrameOperations
import FrameSettings
import FrameWording
import HTTPTypes

/// The result of one check.
struct Finding: Sendable {
    enum Result: String, Sendable, Encodable {
        case ok, warning, failed
    }

    struct Row: Sendable, Encodable {
        let check: String
        let result: String
        let detail: String
        let remedy: String?
    }

    let result: Result
    let row: Row
    /// Whether it is about the account's pools, so that the account was listed.
    var isOfPools: Bool { result == .ok && row.check == "pools" }
    /// The exit status of a failure.
    let status: ExitStatus?

    init(_ check: String, _ result: Result, _ detail: String, remedy: String? = nil, status: ExitStatus? = nil) {
        self.result = result
        row = Row(
            check: check,
            result: result.rawValue,
            detail: Excerpt.of(detail, limit: 500),
            remedy: remedy.map { Excerpt.of($0, limit: 500) }
        )
        self.status = status
    }

    init(_ check: String, _ error: any Error) {
        let failure = Failure(error)
        self.init(
            check,
            .failed,
            failure.message,
            remedy: failure.remedy,
            status: ExitStatus(rawValue: failure.exitStatus)
        )
    }
}

/// The checks of `framectl doctor`, each based on the result of the one before.
struct Examination: Sendable {
    let service: ServiceConnection
    let time: TimeSource

    private static let tolerableSkew = 60

    func findings() async -> [Finding] {
        var findings = settings
        findings += [
            Finding("service", .ok, service.client.baseURL.description),
            Finding("client id", .ok, service.client.clientID),
        ]
        var skew: Duration?
        let accounts: Result<Int, FrameAPIError>
        do throws(FrameAPIError) {
            skew = try await service.client.read("/accounts/").clockSkew
            accounts = .success(try await service.client.accounts().count)
        } catch {
            // A narrow role need not list accounts. The account shows what the credential can do.
            guard [.forbidden, .notFound].contains(error.code) else {
                return findings + [Finding("credential", error)]
            }
            skew = error.clockSkew
            accounts = .failure(error)
        }
        let examined: [Finding]
        do {
            examined = try await account()
        } catch {
            examined = [Finding("account", error)]
        }
        if case .failure(let refusal) = accounts, !examined.contains(where: \.isOfPools) {
            findings.append(Finding("credential", refusal))
        } else {
            findings.append(Finding("credential", .ok, "the service accepts the client id and the secret"))
        }
        return findings + [clock(skew), Self.listing(accounts)] + examined
    }

    private static func listing(_ accounts: Result<Int, FrameAPIError>) -> Finding {
        switch accounts {
        case .success(let count):
            Finding("accounts", count == 0 ? .warning : .ok, "\(count) in view")
        case .failure(let refusal):
            Finding(
                "accounts",
                .warning,
                "the credential cannot list accounts" + (refusal.status.map { " (\($0))" } ?? ""),
                remedy: "Give accounts by their id; names cannot be resolved"
            )
        }
    }

    /// The files of the settings, and their protections.
    private var settings: [Finding] {
        let sources = service.settings.sources
        var findings = [profile(in: sources)]
        if let project = sources.project { findings.append(Finding("project", .ok, project.file.path)) }
        for protection in sources.protections where !protection.isEmpty {
            findings.append(
                Finding("protection", .ok, "by \(protection.source): \(protection.words.joined(separator: "; "))")
            )
        }
        return findings
    }

    private func profile(in sources: CommandSettings) -> Finding {
        guard let profile = sources.profile else {
            return Finding("profile", .ok, "none; flags and environment alone")
        }
        let origin = sources.layers.origin(of: .profile)?.words(in: .commandLine) ?? ""
        return Finding("profile", .ok, "\(profile.name), named by \(origin), in \(profile.file.path)")
    }

    private func clock(_ skew: Duration?) -> Finding {
        guard let seconds = skew?.components.seconds else {
            return Finding("clock", .warning, "the service's answer is not dated, so the clocks cannot be compared")
        }
        let words = "this machine is \(abs(seconds)) s \(seconds < 0 ? "behind" : "ahead of") the service"
        guard abs(seconds) > Self.tolerableSkew else {
            return Finding("clock", .ok, abs(seconds) <= 1 ? "agrees with the service's" : words)
        }
        return Finding("clock", .warning, words, remedy: "Set this machine's clock; signatures depend on it")
    }

    private func account() async throws -> [Finding] {
        guard try await service.accountIfSet() != nil else {
            return [
                Finding(
                    "account",
                    .warning,
                    "none is set",
                    remedy: "Set FRAME_ACCOUNT_ID or pass --account to check the pools and sessions of one"
                )
            ]
        }
        let account = try await service.account()
        let snapshot = try await service.onAccount { account in
            try await Snapshot.take(from: AccountService(client: service.client, account: account), time: time)
        }
        var findings = [Finding("account", .ok, account.value), pools(in: snapshot)]
        do {
            let subject = PlanSubject(account: account, accountName: nil, apiURL: "", clientID: "")
            let criteria = SelectionCriteria(protections: service.protections)
            let plan = try Plan(subject: subject, snapshot: snapshot, criteria: criteria)
            findings.append(
                Finding("sessions", .ok, "\(plan.targets.count) in production pools, \(plan.skipped.count) skipped")
            )
            findings += plan.notes.map { Finding("listing", .warning, $0.words(in: .commandLine)) }
        } catch {
            findings.append(Finding("sessions", error))
        }
        return findings
    }

    private func pools(in snapshot: Snapshot) -> Finding {
        let kinds = Dictionary(grouping: snapshot.pools, by: { $0.kind ?? "(no kind)" }).mapValues(\.count)
        let words = kinds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        return Finding("pools", .ok, words.isEmpty ? "none" : words)
    }
}
