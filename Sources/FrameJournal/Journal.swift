import GRDB

/// The file of runs.
package struct Journal: Sendable {}
