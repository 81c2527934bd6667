@testable import FrameOperations

extension Protection {
    /// What a sample profile protects.
    static func sample(_ set: (inout Protection) -> Void) -> Protection {
        var protection = Protection(source: "profile training", file: "/etc/training.yaml")
        set(&protection)
        return protection
    }
}

extension Protections {
    /// What one sample profile protects.
    static func sample(_ set: (inout Protection) -> Void) -> Protections {
        Protections([.sample(set)])
    }
}
