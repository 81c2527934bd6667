import Foundation
import Testing

@Suite("What reads the documentation")
struct DocumentedStepTests {
    private static let text = """
        # A guide

        Text with [a link](other.md#there) and [one](#a-guide).

            framectl plan      # reads
            what it prints

        ```sh
        # a note
        framectl close \\
            --yes
        make demo      shows it
        SEED=1 make simulate-seeds
        ```

        ```sh evening.sh
        #!/bin/sh
        framectl close --yes
        ```

        ```console classroom
        $ framectl close
        To go on, type: close 2 sessions
        > close 2 sessions
        All gone.
        $ echo $?
        0
        ```

        ## A guide

        """

    @Test("finds commands, scripts, sessions, links and anchors")
    func steps() throws {
        let document = Document(path: "guide.md", text: Self.text)
        #expect(
            document.commands == ["framectl plan", "framectl close --yes", "make demo", "SEED=1 make simulate-seeds"]
        )
        #expect(document.scripts.map(\.name) == ["evening.sh"])
        let session = try #require(document.sessions.first)
        #expect(session.scenario == "classroom")
        #expect(session.exchanges.map(\.command) == ["framectl close", "echo $?"])
        #expect(session.exchanges.map(\.typed) == ["close 2 sessions", nil])
        #expect(document.links == ["other.md#there", "#a-guide"])
        #expect(document.anchors == ["a-guide", "a-guide-1"])
    }

    @Test(
        "holds a transcript against what was printed",
        arguments: [
            (["a", "b"], "a\nb\n", true), (["a", "…"], "a\nb\n", true), (["…", "b"], "a\nb\n", true),
            (["a", "…", "c"], "a\nb\nc\n", true), (["…", "b", "…"], "a\nb\nc\n", true), (["a", "…"], "a\n", true),
            (["a  2026-11-25T02:43:34Z, 2 s"], "a 2026-01-01T00:00:00Z, 31 s\r\n", true),
            (["after 2 s: b"], "after 2.1 s: b\n", true), (["a"], "a\nb\n", false), (["b"], "a\nb\n", false),
            (["a", "b", "c"], "a\nb\n", false),
            (["a", "…", "b"], "a\nb\nc\n", false), (["…", "x", "…"], "a\nb\n", false),
            (["a", "c"], "a\nb\nc\n", false),
            (["closed: 24"], "closed: 25\n", false), (["a", "…", "b"], "a\r\nx\r\nb\r\n", true),
        ]
    )
    func transcripts(shown: [String], printed: String, fits: Bool) {
        #expect((Transcript(shown).firstDifference(from: printed) == nil) == fits)
    }
}
