extension HelpTopic {
    static let outputText = """
        Data goes to standard output, messages to standard error. The forms of --output:

          text   tables and sentences; the verdict of a run is a message
          json   one document, with its name and version under "schema"
          jsonl  one object a line; for close, apply and runs resume the events of the
                 run, as they happen, of which the last is "finished"
          csv    rows with a heading (RFC 4180)

        Within a version members are added, and never removed or changed in meaning.
        Times are UTC. A command that fails and was asked for json prints
        framectl.error/1, with a code that stays the same.

        The outcome of a session has the same word everywhere:

          closed        gone after a DELETE of this run, by two witnesses: a later
                        listing and the session itself
          already-gone  was listed, and is gone without a DELETE of this run
          not-found     named with --session, and never listed
          closing       accepted, and still there when the run ended early
          stuck         accepted, and still there at the deadline
          unverified    may be gone, and not confirmed either way
          failed        refused, and still there
          not-started   confirmed, and never begun
          skipped       left out by the plan; the reason says why
          newcomer      in scope at the end, and not in the plan that was confirmed

        On a terminal a close is shown while it happens, in colour unless NO_COLOR is
        set. Elsewhere plain lines show the same.

        Every document and every event is described in docs/output.md.

        """

    static let safetyText = """
        Reading is the default. Only close, apply and runs resume close sessions, and
        only after confirmation of what was shown. --output json confirms nothing.

        Which sessions
          - Those of production pools, unless --kind names other kinds. --pool and
            --session narrow, and never widen; --exclude-pool and --exclude-session win
            over everything.
          - Never one that is listed without an id, without a pool, or in a pool of
            unknown kind. Those are counted and shown.
          - Never what a profile or a project's .framectl.yaml protects: pools, kinds,
            users, hours of the day. framectl config explain shows it.
          - An answer that is not understood is an error, and never "no sessions".

        Confirmation
          - At a terminal: a phrase with the count and the account. Anything else, and
            an empty answer, closes nothing.
          - In a script: --confirm "close 58 sessions" confirms exactly that; --yes
            whatever is found, up to --max-sessions (1000) and --max-percent.
          - Afterwards the set only shrinks. New sessions are named and not closed,
            unless --sweep or --until-empty was part of the confirmation.

        While it works
          - No DELETE is sent before the journal says so, on the disk. An aborted run is
            resumed with exactly what was confirmed: framectl runs resume.
          - A DELETE whose answer was lost, or was 404, is sent again only after a
            listing that shows the session.
          - 401 stops the run. 403 is a failure of its session; three in a row, or a
            listing that is refused too, stop the run. 429, and 403 with Retry-After,
            slow it down.
          - A session counts as closed when two witnesses agree: a later listing that
            does not show it, and the session itself.
          - One run at a time for an account and a journal.
          - Ctrl-C: nothing new begins, requests in flight are waited for, and the
            report has the outcome of each session. A second one stops immediately.

        The secret is never an option, and is in no output. Signed requests go to the
        configured host alone, over https; redirects are not followed.

        Users see an administrative close dialog at once, and lose unsaved work.

        """
}
