import Synchronization

/// What must not be shown, as far as a process knows it so far: it learns its secrets one by one, and signatures with every second. One for
/// everything that a process writes.
package final class Redaction: Sendable {
    /// The one of the command that is carried out. Who cuts a text asks it before: of half a secret nobody would know it any more.
    @TaskLocal package static var current: Redaction?

    private let redactor = Mutex(Redactor())

    /// Hides nothing yet.
    package init() {}

    /// Hides a secret from now on.
    package func hide(_ secret: Secret) {
        hide(Redactor(hidden: [secret.text.trimmingWhitespace()]))
    }

    /// Hides what a redactor hides, also what it has still to learn.
    package func hide(_ other: Redactor) {
        redactor.withLock { $0.hide(other) }
    }

    /// The text without what is hidden. JSON stays JSON.
    package func redact(_ text: String) -> String {
        redactor.withLock { $0 }.redact(text)
    }

    /// The bytes without what is hidden.
    package func redact(_ bytes: [UInt8]) -> [UInt8] {
        redactor.withLock { $0 }.redact(bytes)
    }
}
