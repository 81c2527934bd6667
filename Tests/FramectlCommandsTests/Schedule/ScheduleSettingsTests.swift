import Foundation
import Testing

@testable import FramectlCommands

@Suite("The settings of a schedule")
struct ScheduleSettingsTests {
    private let secret = "0123456789abcdef0123456789abcdef01234567"

    @Test("a secret that has no file is refused, with the remedy, and never shown: 78")
    func secretWithoutFile() async {
        let run = await ScheduleFixture.run(
            ["--at", "18:00"],
            changing: ["FRAME_CLIENT_SECRET_FILE": nil, "FRAME_CLIENT_SECRET": secret]
        )
        #expect(run.status == .configuration)
        #expect(run.talk.contains("FRAME_CLIENT_SECRET alone"))
        #expect(run.talk.contains("--client-secret-file"))
        #expect(run.output.isEmpty)
        #expect(!run.talk.contains(secret))
    }

    @Test("the file wins over the secret, which is in no output", arguments: ScheduleForm.allCases)
    func secretWithFile(form: ScheduleForm) async {
        let run = await ScheduleFixture.run(
            ["--at", "18:00", "--as", form.rawValue],
            changing: ["FRAME_CLIENT_SECRET": secret]
        )
        #expect(run.status == .success)
        #expect(run.output.contains("/home/ada/.config/frame-secret"))
        #expect(!(run.output + run.talk).contains(secret))
    }

    @Test(
        "what is not set is named: 78",
        arguments: [
            ("FRAME_CLIENT_SECRET_FILE", "--client-secret-file"), ("FRAME_ACCOUNT_ID", "--account"),
            ("FRAME_CLIENT_ID", "--client-id"), ("HOME", "HOME"),
        ]
    )
    func missing(variable: String, remedy: String) async {
        let run = await ScheduleFixture.run(["--at", "18:00", "--journal", "/j"], changing: [variable: String?.none])
        #expect(run.status == .configuration)
        #expect(run.talk.contains(remedy))
    }

    @Test("the account is written as an id, paths from the root")
    func resolved() async throws {
        let run = await ScheduleFixture.run(
            [
                "--at", "18:00", "--as", "cron", "--client-secret-file", "secret", "--journal", "./j", "--ca-file",
                "ca.pem",
            ],
            changing: [
                "FRAME_ACCOUNT_ID":
                    "https://console.nutanix.com/frame/account/a0000000-0000-4000-8000-000000000009/basic-info"
            ]
        )
        #expect(run.status == .success)
        let folder = FileManager.default.currentDirectoryPath
        for word in ["a0000000-0000-4000-8000-000000000009", "\(folder)/secret", "\(folder)/j", "\(folder)/ca.pem"] {
            #expect(run.output.contains(" \(word) "), "\(run.output)")
        }
    }

    @Test("the account is kept by the name that it is given by")
    func accountName() async {
        let run = await ScheduleFixture.run(
            ["--at", "18:00", "--as", "cron"],
            changing: ["FRAME_ACCOUNT_ID": " Contoso $HOME 100% "]
        )
        #expect(run.status == .success)
        #expect(run.output.contains(#"--account 'Contoso $HOME 100\%' "#), "\(run.output)")
    }

    @Test("a proxy is taken along, one with a password is refused")
    func proxy() async {
        let plain = await ScheduleFixture.run(
            ["--at", "18:00", "--as", "cron"],
            changing: ["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "a, b"]
        )
        #expect(
            plain.output.contains(
                "* * * mkdir -p /home/ada/.local/state/framectl && https_proxy=http://proxy:3128 /usr/local/bin/framectl"
            )
        )
        let withPassword = await ScheduleFixture.run(
            ["--at", "18:00", "--as", "cron"],
            changing: ["HTTPS_PROXY": "http://ada:pass@proxy:3128"]
        )
        #expect(withPassword.status == .usage)
        #expect(!(withPassword.output + withPassword.talk).contains("ada:pass"))
    }

    @Test(
        "of proxies only the one that applies is written, and no password of another",
        arguments: ScheduleForm.allCases,
        [
            (["NO_PROXY": ".nutanix.com"], nil),
            (["https_proxy": "http://plain:3128"], "https_proxy=http://plain:3128"),
            (["https_proxy": ""], nil),
        ] as [([String: String], String?)]
    )
    func otherProxy(form: ScheduleForm, proxy: (changes: [String: String], written: String?)) async {
        let changes = ["HTTPS_PROXY": "http://ada:pass@proxy:3128"].merging(proxy.changes) { $1 }
        let run = await ScheduleFixture.run(["--at", "18:00", "--as", form.rawValue], changing: changes)
        #expect(run.status == .success, "\(run.talk)")
        #expect(!(run.output + run.talk).contains("pass"), "\(run.output)")
        #expect(run.output.lowercased().contains("proxy") == (proxy.written != nil))
        if let written = proxy.written { #expect(run.output.contains(written)) }
    }

    @Test("the authorities of SSL_CERT_FILE are written from the root: the job runs in another folder")
    func authorities() async {
        let folder = FileManager.default.currentDirectoryPath
        for (value, written) in [("certs/ca.pem", "\(folder)/certs/ca.pem"), ("/etc/ca.pem", "/etc/ca.pem")] {
            let run = await ScheduleFixture.run(
                ["--at", "18:00", "--as", "systemd"],
                changing: ["SSL_CERT_FILE": value]
            )
            #expect(run.output.contains("Environment=SSL_CERT_FILE=\(written)\n"), "\(run.output)")
        }
        let empty = await ScheduleFixture.run(["--at", "18:00", "--as", "systemd"], changing: ["SSL_CERT_FILE": ""])
        #expect(!empty.output.contains("SSL_CERT_FILE"))
    }

    @Test("a secret that could not be read at the time is not installed: 78")
    func unreadable() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        let empty = try folder.write("\n", to: "empty")
        for path in ["/nowhere/secret", "/dev/null", folder.path, empty] {
            let run = await ScheduleFixture.run(
                ["--at", "18:00", "--as", "systemd", "--install", "--client-secret-file", path],
                changing: ["HOME": folder.path]
            )
            #expect(run.status == .configuration, "\(path): \(run.talk)")
            #expect(folder.read(".config/systemd/user/framectl-close.timer") == nil)
        }
    }

    @Test("a secret that others can read is pointed out")
    func open() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        // Of root's files, the group of this process may read one, as where secrets are read.
        for (mode, isOpen) in [(0o644, true), (0o600, false), (0o440, geteuid() != 0)] {
            let path = try folder.write("secret", to: "secret", mode: mode)
            let run = await ScheduleFixture.run(["--at", "18:00", "--client-secret-file", path])
            #expect(run.talk.contains("chmod 600") == isOpen)
        }
    }

    @Test(
        "a TZ that the machine would take for UTC is refused, one that says its rules itself is not",
        arguments: [
            ("Europe/Atlantis", false), (":Europe/Atlantis", false), ("CEST", false), ("Area/Far", true),
            (":Area/Far", true),
            ("UTC", true), ("GMT", true), ("", true), ("CET-1CEST,M3.5.0,M10.5.0/3", true), ("UTC0", true),
            ("<+03>-3", true),
            ("/dev/null", true), ("/nowhere", false),
        ]
    )
    func clock(zone: String, isTold: Bool) throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        try folder.write("TZif2 other rules", to: "Area/Far")
        let environment = ["TZ": zone, "TZDIR": folder.path]
        guard !isTold else { return try ZoneName.checkClock(environment) }
        let error = try #require(throws: CommandError.self) { try ZoneName.checkClock(environment) }
        #expect(error.code == .invalidSetting)
        #expect(error.remedy.contains("tzdata"))
    }

    @Test("a zone is one that the machine knows, and for all but systemd the machine's own")
    func zones() async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        try folder.write("TZif2 other rules", to: "Area/Far")
        try folder.write("no rules", to: "Area/Text")
        if let own = try? Data(contentsOf: URL(filePath: "/etc/localtime")) {
            try own.write(to: URL(filePath: "\(folder.path)/Area/Own"))
            let run = await ScheduleFixture.run(
                ["--at", "18:00", "--as", "cron", "--timezone", "Area/Own"],
                changing: ["TZDIR": folder.path]
            )
            #expect(run.status == .success)
        }
        for zone in ["Area/Near", "Area/Text", "", "/etc/localtime", "../localtime", "Area", "Area/Far "] {
            let run = await ScheduleFixture.run(
                ["--at", "18:00", "--as", "systemd", "--timezone", zone],
                changing: ["TZDIR": folder.path]
            )
            #expect(run.status == .usage, "\(zone)")
            #expect(run.talk.contains("Europe/Berlin"))
        }
        for form in ScheduleForm.allCases {
            for changes in [["TZDIR": folder.path], ["TZDIR": folder.path, "TZ": "Area/Far"]] {
                let zone = changes["TZ"] == nil ? ["--timezone", "Area/Far"] : []
                let run = await ScheduleFixture.run(["--at", "18:00", "--as", form.rawValue] + zone, changing: changes)
                #expect(run.status == (form == .systemd ? .success : .usage), "\(run.talk)")
                #expect(run.output.contains("18:00:00 Area/Far\n") == (form == .systemd))
                #expect(run.output.contains("Environment=TZ=Area/Far\n") == (form == .systemd))
            }
        }
    }

    @Test(
        "the zone of TZ is written down whatever form it has, or asked for where it has no name",
        arguments: [
            ("Area/Far", "Area/Far"), (":Area/Far", "Area/Far"), ("FOLDER/Area/Far", "Area/Far"),
            (":FOLDER/Area/Far", "Area/Far"), (":/etc/localtime", ""), ("/etc/localtime", ""),
            ("CET-1CEST,M3.5.0,M10.5.0/3", nil), ("UTC0", nil), ("<+03>-3", nil), ("/dev/null", nil),
        ] as [(String, String?)]
    )
    func zoneOfVariable(value: String, written: String?) async throws {
        let folder = try ScheduleFolder()
        defer { folder.remove() }
        try folder.write("TZif2 other rules", to: "Area/Far")
        guard !value.hasSuffix("/etc/localtime") || FileManager.default.fileExists(atPath: "/etc/localtime") else {
            return
        }
        let run = await ScheduleFixture.run(
            ["--at", "18:00", "--as", "systemd"],
            changing: ["TZDIR": folder.path, "TZ": value.replacing("FOLDER", with: folder.path)]
        )
        guard let written else {
            #expect(run.status == .usage)
            #expect(run.talk.contains("--timezone"))
            return
        }
        #expect(run.status == .success, "\(run.talk)")
        let calendar = written.isEmpty ? "18:00:00\n" : "18:00:00 \(written)\n"
        #expect(run.output.contains("OnCalendar=*-*-* \(calendar)"), "\(run.output)")
    }
}
