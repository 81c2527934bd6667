import Testing

@testable import FrameAPI

@Suite("Text, taken as bytes")
struct ByteTextTests {
    @Test("is split at every separator, also at one with a mark behind it, and at a line end of two bytes")
    func parts() {
        #expect("a,b,,c".parts(between: ",") == ["a", "b", "", "c"])
        #expect("a,\u{301}b".parts(between: ",") == ["a", "\u{301}b"])
        #expect("a\r\nb\n".parts(between: "\n") == ["a\r", "b", ""])
        #expect("a=b=c".parts(between: "=", maxSplits: 1) == ["a", "b=c"])
        #expect("".parts(between: ",") == [""])
    }

    @Test("begins and ends with bytes, and holds them")
    func ends() {
        #expect("-\u{301}x".begins(with: "-"))
        #expect(!"-\u{301}x".hasPrefix("-"), "that is what characters are for")
        #expect("a/\u{301}".holds("/"))
        #expect("x.yaml".ends(with: ".yaml"))
        #expect(!"é".begins(with: "e"))
        #expect("e\u{301}".begins(with: "e"))
        #expect(!"ab".ends(with: "abc"))
    }

    @Test("loses the white space around it, and no mark")
    func trimmed() {
        #expect(" \t\r\n a b \u{A0}\n".trimmingWhitespace() == "a b")
        #expect(" \u{301}a".trimmingWhitespace().utf8.elementsEqual("\u{301}a".utf8))
        #expect(" \n".trimmingWhitespace().isEmpty)
        #expect(" \u{2003}\n".isBlank)
        #expect(!" \u{301}".isBlank)
    }

    @Test(
        "is a path whose folder ends at the last slash",
        arguments: [
            ("/a/b", "/a", "b"), ("/a", "/", "a"), ("a", nil, "a"), ("/a/\u{301}b", "/a", "\u{301}b"),
            ("/a\u{301}/b", "/a\u{301}", "b"),
        ] as [(String, String?, String)]
    )
    func folders(path: String, folder: String?, name: String) {
        #expect(FolderPath.of(path) == folder)
        #expect(FolderPath.name(in: path) == name)
    }
}
