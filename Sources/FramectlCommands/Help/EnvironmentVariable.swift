/// An environment variable that the tool reads, or passes to a user's command.
///
/// The one place where they are described; a test searches the sources for missing ones.
struct EnvironmentVariable {
    let name: String
    let words: String

    /// The variables for the credential, the account and the service: each has a flag, except the secret, and the flag wins.
    static let connection = [
        EnvironmentVariable(name: "FRAME_PROFILE", words: "the profile to use, or none (--profile)"),
        EnvironmentVariable(
            name: "FRAME_ACCOUNT_ID",
            words: "the account: its id, its name, or the console's address of it (--account)"
        ),
        EnvironmentVariable(name: "FRAME_API_URL", words: "the service's base URL (--api-url)"),
        EnvironmentVariable(name: "FRAME_CLIENT_ID", words: "the client id of the API credential (--client-id)"),
        EnvironmentVariable(
            name: "FRAME_CLIENT_SECRET_FILE",
            words: "a file that holds the client secret (--client-secret-file); a pipe will do"
        ),
        EnvironmentVariable(
            name: "FRAME_CLIENT_SECRET",
            words: "the client secret itself; there is no flag for it, because others can read command lines"
        ),
    ]

    /// The variables for the network.
    static let network = [
        EnvironmentVariable(
            name: "HTTPS_PROXY",
            words: "an HTTP proxy for https, such as http://proxy:3128; in lower case too, which comes first"
        ),
        EnvironmentVariable(
            name: "NO_PROXY",
            words: "hosts and domains that are reached without it, separated by commas, or *; in lower case too"
        ),
        EnvironmentVariable(
            name: "SSL_CERT_FILE",
            words: "a file of certificate authorities (PEM) to trust in place of the system's; --ca-file adds to them"
        ),
    ]

    /// The variables for the paths of files.
    static let files = [
        EnvironmentVariable(name: "FRAMECTL_JOURNAL", words: "the journal file (--journal)"),
        EnvironmentVariable(
            name: "XDG_STATE_HOME",
            words: "the folder for state; the journal is framectl/journal.sqlite in it"
        ),
        EnvironmentVariable(
            name: "HOME",
            words: "the user's folder; without XDG_STATE_HOME, .local/state in it is taken"
        ),
        EnvironmentVariable(
            name: "XDG_CONFIG_HOME",
            words: "the folder for settings; profiles are in framectl/profiles in it, and in .config of HOME without it"
        ),
        EnvironmentVariable(
            name: "CREDENTIALS_DIRECTORY",
            words: "where systemd puts the credentials of a service; a secret's file in it may have mode 0444"
        ),
        EnvironmentVariable(name: "TMPDIR", words: "where demo keeps its journal while it runs, instead of /tmp"),
        EnvironmentVariable(name: "PATH", words: "where commands without a folder are searched"),
    ]

    /// The variables for the time.
    static let time = [
        EnvironmentVariable(
            name: "TZ",
            words: "the time zone of --between and of schedules, where it is not the machine's"
        ),
        EnvironmentVariable(name: "TZDIR", words: "the folder of the time zones, where it is not /usr/share/zoneinfo"),
    ]

    /// The variables for the capabilities of the terminal.
    static let terminal = [
        EnvironmentVariable(name: "NO_COLOR", words: "no colours, when it is set to anything"),
        EnvironmentVariable(
            name: "TERM",
            words: "the kind of terminal; when it is empty or dumb, nothing is redrawn in place"
        ),
        EnvironmentVariable(
            name: "LC_ALL",
            words: "the locale; the picture of a run is drawn in ASCII unless it names UTF-8"
        ),
        EnvironmentVariable(name: "LC_CTYPE", words: "the same, where LC_ALL is not set"),
        EnvironmentVariable(name: "LANG", words: "the same, where neither is set"),
    ]

    /// The variables of a hook.
    static let hook = [
        EnvironmentVariable(name: "FRAMECTL_HOOK", words: "before or after"),
        EnvironmentVariable(name: "FRAMECTL_RUN_ID", words: "the run's id"),
    ]

    static let all = connection + network + files + time + terminal + hook
}
