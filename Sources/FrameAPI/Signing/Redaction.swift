import Synchronization

/// All texts that a process must not show. It learns secrets one by one, and signatures with every second. One instance for all output of a
/// process.
package final class Redaction: Sendable {
    /// The redaction of the current command. Apply it before truncating a text: a truncated secret is not recognized.
    @TaskLocal package static var current: Redaction?

    private let redactor = Mutex(Redactor())

    /// Makes a redaction that hides nothing yet.
    package init() {}

    /// Hides a secret from now on.
    package func hide(_ secret: Secret) {
        hide(Redactor(hidden: [secret.text.trimmingWhitespace()]))
    }

    /// Hides the texts of a redactor, including those that it learns later.
    package func hide(_ other: Redactor) {
        redactor.withLock { $0.hide(other) }
    }

    /// The text without hidden texts. JSON stays JSON.
    package func redact(_ text: String) -> String {
        redactor.withLock { $0 }.redact(text)
    }

    /// The bytes without hidden texts.
    package func redact(_ bytes: [UInt8]) -> [UInt8] {
        redactor.withLock { $0 }.redact(bytes)
    }
}
