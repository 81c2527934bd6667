import Foundation
import FrameSimulator
import Glibc
import Testing

/// Files as orchestrators, systemd, editors and attackers leave them.
@Suite("Files of settings and secrets in the places that there are")
struct PlacesTests {
    @Test("a project's file that is a link to nothing, a folder or a pipe is an error, and protects nothing silently")
    func projectFile() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("p")
            for make in ["ln -s gone", "mkdir", "mkfifo"] {
                let result = try await home.shell("\(make) .framectl.yaml && framectl close --yes")
                #expect(result.status == 78, "\(make): \(result.everything)")
                #expect(result.talk.contains(".framectl.yaml"))
                _ = try await home.shell("rm -r .framectl.yaml")
            }
            #expect(home.service.deletes.isEmpty)
            let linked = try await home.shell(
                "mv .config/framectl real && ln -s nowhere .config/framectl && framectl plan"
            )
            #expect(linked.status == 78, "\(linked.everything)")
            #expect(linked.talk.contains("is a link to nothing"))
        }
    }

    @Test("a profile in a folder that everybody can write is refused, with the chmod that mends it")
    func openFolder() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("p")
            for folder in [".config/framectl/profiles", ".config/framectl", ".config", "."] {
                let result = try await home.shell("chmod 777 \(folder) && framectl plan")
                #expect(result.status == 78, "\(folder): \(result.everything)")
                let remedy = try #require(result.talk.firstMatch(of: /Run: (chmod \S+ \S+?)\.?\n/)?.1)
                let mended = try await home.shell("\(remedy) && framectl plan")
                #expect(mended.status == 0, "\(mended.everything)")
            }
        }
    }

    @Test("a profile that a link in a folder that everybody can write leads to is refused, wherever that link is")
    func openLink() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("p")
            let moved =
                "mkdir open && mv .config/framectl real && ln -s ../real open/link && ln -s ../open/link .config/framectl"
            #expect(try await home.shell("\(moved) && framectl plan").status == 0)
            let result = try await home.shell("chmod 777 open && framectl plan")
            #expect(result.status == 78, "\(result.everything)")
            #expect(result.talk.contains("/open” can be written by others"), "\(result.talk)")
            #expect(try await home.shell("chmod 755 open && framectl plan").status == 0)
        }
    }

    @Test("a pipe that nobody writes into keeps nobody waiting")
    func pipes() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("p")
            _ = try await home.shell("mkfifo pipe")
            for (command, status) in [
                ("apply pipe --yes", 64), ("plan show pipe", 64), ("demo --scenario ./pipe", 64),
                ("plan --ca-file pipe --api-url https://127.0.0.1:9", 78),
            ] {
                let result = try await home.shell("framectl \(command)")
                #expect(result.status == status, "\(command): \(result.everything)")
                #expect(result.talk.contains("is a pipe"), "\(command): \(result.talk)")
            }
            let saved = try await home.shell("framectl plan -o plan.json && framectl apply - --yes < plan.json")
            #expect(saved.status == 0, "\(saved.everything)")
        }
    }

    @Test("a secret comes by process substitution, and a byte order mark at the head of anything is dropped")
    func marks() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try await home.profile("p")
            let bash =
                #"bash -c 'framectl plan --client-secret-file <(sleep 0.2; cat .config/framectl/profiles/p.secret)'"#
            #expect(try await home.shell(bash).status == 0)
            let marked = try await home.shell(
                #"""
                cd .config/framectl && for f in config.yaml profiles/p.yaml profiles/p.secret; do
                  printf '\357\273\277' | cat - "$f" > new && cat new > "$f" && rm new
                done && cd "$HOME" && framectl plan
                """#
            )
            #expect(marked.status == 0, "\(marked.everything)")
            let mark = "\u{FEFF}"
            let variables = home.service.environment.mapValues { mark + $0 }
            let result = try await home.framectl("plan", "--profile", mark + "none", environment: variables)
            #expect(result.status == 0, "\(result.everything)")
            let quoted = try await home.framectl("plan", environment: ["FRAME_CLIENT_SECRET": "\"\(home.secret)\""])
            #expect(quoted.status == 77)
            #expect(quoted.talk.contains("The client secret begins with a quotation mark"))
            #expect(!quoted.everything.contains(home.secret))
            let plan = try await home.shell(
                #"framectl plan -o plan.json && { printf '\357\273\277'; cat plan.json; } > marked.json && framectl apply marked.json --yes"#
            )
            #expect(plan.status == 5, "\(plan.everything)")
            #expect(plan.talk.contains("it begins with a byte order mark"))
        }
    }

    @Test("a background child of credential_process is waited for by nobody, whoever reads what the tool says")
    func backgroundChild() async throws {
        try await ProfileHome.with(try .evening()) { home in
            try home.command(
                "give",
                "sleep 250 &\necho asked >&2\necho \"{\\\"client_secret\\\": \\\"$(cat \"$HOME/secret\")\\\"}\""
            )
            try home.write(home.secret, to: "secret")
            let variables = home.service.environment
            try home.write(
                """
                account: \(variables["FRAME_ACCOUNT_ID", default: ""])
                client_id: \(variables["FRAME_CLIENT_ID", default: ""])
                api_url: \(home.url)
                credential_process: \(home.path)/bin/give

                """,
                to: ".config/framectl/profiles/c.yaml"
            )
            let began = ContinuousClock.now
            let result = try await home.shell("framectl plan --profile c 2>&1 | cat")
            #expect(result.output.contains("asked"), "\(result.everything)")
            #expect(result.output.contains("gateway-prod.Floor"), "\(result.everything)")
            #expect(ContinuousClock.now - began < .seconds(240))
        }
    }
}

/// With the modes that Kubernetes, podman, docker and systemd give, as an unprivileged user.
@Suite("A secret that is provided", .enabled(if: PrivateMount.isPermitted, PrivateMount.skipped))
struct ProvidedSecretTests {
    /// Runs `plan` as user 4711 with the groups 4711 and 4712.
    private static func plan(
        _ service: SimulatedService,
        on disk: PrivateMount,
        secret: String,
        environment: [String: String] = [:]
    ) async throws -> FramectlResult {
        var variables = service.environment.merging(environment) { $1 }
        variables["FRAME_CLIENT_SECRET"] = nil
        variables["FRAME_CLIENT_SECRET_FILE"] = secret
        return try await disk.run(
            ["setpriv", "--reuid", "4711", "--regid", "4711", "--groups", "4711,4712", "/mnt/framectl", "plan"],
            environment: variables
        )
    }

    private static func with(
        _ work: @escaping @Sendable (SimulatedService, PrivateMount) async throws -> Void
    ) async throws {
        try await SimulatedService.serve(try .evening()) { service in
            try await PrivateMount.with(size: "900m") { disk in
                let secret = service.environment["FRAME_CLIENT_SECRET", default: ""]
                try await disk.shell("cp \(Framectl.path) /mnt/framectl && chmod 755 /mnt /mnt/framectl")
                // The folder that podman mounts secrets in; only this namespace sees it.
                try await disk.shell("mount -t tmpfs none /run && mkdir -m 755 /run/secrets /mnt/etc")
                for folder in ["/run/secrets", "/mnt/etc"] {
                    try await disk.shell("printf '%s' '\(secret)' > \(folder)/frame && chmod 755 \(folder)")
                }
                try await work(service, disk)
            }
        }
    }

    @Test("is taken with root's mode 0440 for a group of the process, as with fsGroup")
    func group() async throws {
        try await Self.with { service, disk in
            for (group, status) in [(4_711, 0), (4_712, 0), (4_713, 78)] {
                try await disk.shell("chown 0:\(group) /mnt/etc/frame && chmod 440 /mnt/etc/frame")
                let result = try await Self.plan(service, on: disk, secret: "/mnt/etc/frame")
                #expect(result.status == status, "\(group): \(result.everything)")
                guard status != 0 else { continue }
                #expect(
                    result.talk.contains(
                        "belongs to user 0 and group 4713 with mode 0440, and this process runs as user 4711"
                    )
                )
            }
        }
    }

    @Test("is taken with mode 0444 below /run/secrets, and refused elsewhere with a remedy that works")
    func everybody() async throws {
        try await Self.with { service, disk in
            try await disk.shell(
                "chmod 444 /run/secrets/frame /mnt/etc/frame && ln -s /run /mnt/var && ln -s run /var/run || true"
            )
            for path in ["/run/secrets/frame", "/mnt/var/secrets/frame"] {
                let result = try await Self.plan(service, on: disk, secret: path)
                #expect(result.status == 0, "\(path): \(result.everything)")
            }
            let refused = try await Self.plan(service, on: disk, secret: "/mnt/etc/frame")
            #expect(refused.status == 78)
            #expect(refused.talk.contains("has mode 0444: every user of this machine may use it"))
            let copy = try #require(refused.talk.firstMatch(of: /run: (install .+) COPY, and name the copy/)?.1)
            #expect(!refused.talk.contains("chmod"))
            try await disk.shell("mkdir -m 777 /mnt/home")
            let copied = try await disk.run(
                [
                    "setpriv", "--reuid", "4711", "--regid", "4711", "--clear-groups", "sh", "-c",
                    "\(copy) /mnt/home/frame",
                ]
            )
            #expect(copied.status == 0, "\(copied.everything)")
            let taken = try await Self.plan(service, on: disk, secret: "/mnt/home/frame")
            #expect(taken.status == 0, "\(taken.everything)")
        }
    }

    @Test("is taken from $CREDENTIALS_DIRECTORY, where systemd's access list looks like mode 0440")
    func systemd() async throws {
        try await Self.with { service, disk in
            // Without an access list of its own, the file is readable by all here; the folder keeps others out.
            try await disk.shell("chmod 444 /mnt/etc/frame && chown 4711 /mnt/etc && chmod 500 /mnt/etc")
            let refused = try await Self.plan(service, on: disk, secret: "/mnt/etc/frame")
            #expect(refused.status == 78)
            let taken = try await Self.plan(
                service,
                on: disk,
                secret: "/mnt/etc/frame",
                environment: ["CREDENTIALS_DIRECTORY": "/mnt/etc"]
            )
            #expect(taken.status == 0, "\(taken.everything)")
        }
    }

    @Test("on a read-only mount is not to be mended by chmod, and that is not said")
    func readOnly() async throws {
        try await Self.with { service, disk in
            try await disk.shell(
                "chown 4711 /mnt/etc/frame && chmod 644 /mnt/etc/frame && mount -o bind,ro /mnt/etc /mnt/etc"
            )
            let result = try await Self.plan(service, on: disk, secret: "/mnt/etc/frame")
            #expect(result.status == 78)
            #expect(!result.talk.contains("chmod"), "\(result.talk)")
        }
    }

    @Test("settings that Kubernetes mounts read-only in a folder of mode 0777 are taken")
    func configMap() async throws {
        try await Self.with { service, disk in
            try await disk.shell(
                """
                mkdir -p /mnt/settings/framectl/profiles && chmod 400 /run/secrets/frame && chown 4711 /run/secrets/frame
                printf 'client_secret_file: /run/secrets/frame\n' > /mnt/settings/framectl/profiles/k.yaml
                chmod 644 /mnt/settings/framectl/profiles/k.yaml && chmod -R a+w,a+X /mnt/settings && chmod 644 /mnt/settings/framectl/profiles/k.yaml
                """
            )
            var variables = service.environment.merging(
                ["XDG_CONFIG_HOME": "/mnt/settings", "FRAME_PROFILE": "k", "HOME": "/nowhere"]
            ) { $1 }
            variables["FRAME_CLIENT_SECRET"] = nil
            let command = ["setpriv", "--reuid", "4711", "--regid", "4711", "--clear-groups", "/mnt/framectl", "plan"]
            let writable = try await disk.run(command, environment: variables)
            #expect(writable.status == 78, "\(writable.everything)")
            try await disk.shell("mount -o bind,ro /mnt/settings /mnt/settings")
            let taken = try await disk.run(command, environment: variables)
            #expect(taken.status == 0, "\(taken.everything)")
        }
    }
}
