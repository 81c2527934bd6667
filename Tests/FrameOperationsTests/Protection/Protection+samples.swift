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

extension OperationsError {
    /// What the sample profile refuses.
    static func sample(_ rule: Protection.Rule) -> OperationsError {
        .protected(rule, source: "profile training", file: "/etc/training.yaml")
    }
}
