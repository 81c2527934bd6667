import FrameAPI
import FrameOperations
import FrameWording
import Testing

@testable import FramectlCommands

@Suite("What is said of an error of the operations")
struct OperationsErrorWordsTests {
    @Test("is pinned for each of them, on the command line", arguments: OperationsErrorSample.all)
    func words(of sample: OperationsErrorSample) {
        let words = sample.error.words(in: .commandLine)
        #expect(words.detail == sample.detail)
        #expect(words.remedy == sample.remedy)
        #expect(!words.detail.isEmpty && !words.remedy.isEmpty)
        #expect(!words.remedy.hasSuffix("."), "whoever shows it ends it")
        let failure = Failure(sample.error)
        #expect(failure.message == sample.detail)
        #expect(failure.remedy == sample.remedy)
        #expect(failure.code == sample.error.code.rawValue)
        #expect(failure.exitStatus == sample.error.exitStatus.rawValue)
    }

    @Test("leaves no case and no code out")
    func complete() {
        let errors = OperationsErrorSample.all.map(\.error)
        #expect(Set(errors.map(OperationsErrorKind.init)) == Set(OperationsErrorKind.allCases))
        #expect(Set(errors.map(\.code)) == Set(OperationsError.Code.allCases))
        #expect(Set(OperationsError.Code.allCases.map(\.rawValue)).count == OperationsError.Code.allCases.count)
    }

    @Test("names only options that there are", arguments: OperationsErrorSample.all)
    func options(in sample: OperationsErrorSample) {
        let words = sample.error.words(in: .commandLine)
        let named = "\(words.detail) \(words.remedy)".split { !($0.isLetter || $0 == "-") }.map(String.init)
        #expect(Set(named.filter { $0.hasPrefix("--") }).subtracting(TermsTests.spellings) == [])
    }

    @Test("is in the terms of the front end, be it a page", arguments: OperationsErrorSample.all)
    func page(sample: OperationsErrorSample) {
        let terms = Terms(option: { "*\($0)*" }, action: { "*\($0)*" })
        let words = sample.error.words(in: terms)
        let text = "\(words.detail) \(words.remedy)"
        #expect(!text.contains("--"))
        #expect(!text.contains("framectl"))
    }
}
