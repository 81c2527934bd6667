extension ExitStatus {
    /// Every status with its meaning, in the order of the numbers. This is the only place: help, reference and manual pages use it, and a
    /// test compares docs/output.md with it.
    static let meanings: [(status: ExitStatus, words: String)] = [
        (.success, "everything in scope is known to be gone, or there was nothing to do; for reading commands: done"),
        (
            .unexpected,
            "something unexpected; also a report or a plan that could not be written, a schedule that could not "
                + "be installed, a journal that can no longer be written during a run, and runs verify when"
                + " something is broken"
        ),
        (.hasWork, "plan --detailed-exit-code found sessions to close"),
        (
            .incomplete,
            "incomplete: something in scope is not known to be gone (closing, stuck, unverified, failed, not started, not "
                + "found, or new), or the listing may be truncated; wait-empty: not known to be empty by the deadline"
        ),
        (
            .refused,
            "refused by a safety rule: no confirmation, or not of what is shown, over a limit, no pool of a"
                + " selected kind, what a profile protects, another time of day than --between says, the hook before"
                + " the close failed, another run is in progress"
        ),
        (
            .stalePlan,
            "the saved plan is altered, expired, of another account, not the one of --digest, or the account has changed"
                + " too much since"
        ),
        (.hookFailed, "everything in scope is gone, and the hook after the close failed"),
        (
            .usage,
            "the command line is wrong, an account is invalid or not found, a profile of this name exists already, a "
                + "named pool does not exist, a scenario is invalid, a run is not in the journal, of another account, "
                + "or over"
        ),
        (.unavailable, "the service is unreachable, or its answer is not understood"),
        (.credentials, "the service refused the credential (401, 403), or the proxy the password (407)"),
        (
            .configuration,
            "a setting is missing or wrong, a file of settings is invalid or others may have written it, "
                + "others can read the secret's file, a command or the keyring does not provide the secret, a "
                + "protected pool is not listed; the journal cannot be used, has no room, is damaged, or is of a"
                + " newer version"
        ),
        (.interrupted, "interrupted; resume with framectl runs resume"),
    ]
}
