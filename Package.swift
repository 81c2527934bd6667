// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

/// What the fuzz targets read with.
let fuzzed: [Target.Dependency] = [
    "DeterministicTesting", "FrameAPI", "FrameOperations", "FrameSettings", "FrameSimulator", "FramectlCommands",
    .product(name: "ArgumentParser", package: "swift-argument-parser"),
    .product(name: "Crypto", package: "swift-crypto"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
]

let package = Package(
    name: "framectl",
    products: [
        .library(name: "FrameAPI", targets: ["FrameAPI"]),
        .executable(name: "framectl", targets: ["framectl"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections.git", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess.git", exact: "1.0.2", traits: []),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
    ],
    targets: [
        .target(
            name: "FrameAPI",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
            ],
            exclude: ["FrameAPI.docc"],
            swiftSettings: settings
        ),
        .target(name: "FrameOperations", dependencies: ["FrameAPI"], swiftSettings: settings),
        .target(
            name: "FrameWording",
            dependencies: ["FrameAPI", "FrameOperations", "FrameSettings"],
            swiftSettings: settings
        ),
        .target(
            name: "FrameJournal",
            dependencies: [
                "FrameAPI",
                "FrameOperations",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "FrameWorkflows",
            dependencies: ["FrameAPI", "FrameOperations"],
            swiftSettings: settings
        ),
        .target(
            name: "FrameSettings",
            dependencies: [
                "FrameAPI",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "FrameSimulator",
            dependencies: [
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Scenarios")],
            swiftSettings: settings
        ),
        .target(
            name: "FramectlCommands",
            dependencies: [
                "FrameAPI",
                "FrameJournal",
                "FrameOperations",
                "FrameSettings",
                "FrameSimulator",
                "FrameWording",
                "FrameWorkflows",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "framectl",
            dependencies: ["FrameAPI", "FramectlCommands"],
            swiftSettings: settings,
            // The toolchain's own linker lays the binary out so that less of it is read into memory than with the system's.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux], configuration: .release))]
        ),
        .testTarget(
            name: "FrameAPITests",
            dependencies: [
                "FrameAPI",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "DeterministicTesting",
            dependencies: ["FrameAPI"],
            path: "Tests/DeterministicTesting",
            swiftSettings: settings
        ),
        .target(name: "TerminalTesting", path: "Tests/TerminalTesting", swiftSettings: settings),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "DeterministicTesting", "FrameAPI", "FrameOperations", "FrameSimulator",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            exclude: ["Mutants"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FrameOperationsTests",
            dependencies: ["DeterministicTesting", "FrameAPI", "FrameOperations", "FrameWording"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FrameJournalTests",
            dependencies: [
                "FrameAPI", "FrameJournal", "FrameOperations",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FrameWorkflowsTests",
            dependencies: [
                "DeterministicTesting", "FrameAPI", "FrameJournal", "FrameOperations", "FrameWorkflows",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FramectlCommandsTests",
            dependencies: [
                "DeterministicTesting", "FrameAPI", "FrameJournal", "FrameOperations", "FrameSettings",
                "FramectlCommands", "FrameWording", "FrameWorkflows", "TerminalTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FrameSimulatorTests",
            dependencies: [
                "FrameSimulator",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FuzzingTests",
            dependencies: fuzzed,
            exclude: ["Corpus", "Driver"],
            swiftSettings: settings
        ),
        // What the tutorial of FrameAPI arrives at, for its test to run.
        .executableTarget(
            name: "CloseARoom",
            dependencies: ["FrameAPI"],
            path: "Sources/FrameAPI/FrameAPI.docc/Tutorial/Code",
            exclude: (1...7).map { "CloseARoom-0\($0).swift" },
            swiftSettings: settings
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "CloseARoom", "framectl", "FrameSimulator", "TerminalTesting",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
    ]
)

if let archives = Context.environment["FRAMECTL_ARCHIVES"] {
    // For make release: the libraries of which that folder has an archive become part of the binary. What is then left for the system's
    // loader is glibc with its libgcc_s, and no table of what the binary could lend to libraries.
    for target in package.targets where target.name == "framectl" {
        target.linkerSettings?.append(.unsafeFlags(["-L", archives, "-Xlinker", "--no-export-dynamic"]))
    }
}

if Context.environment["FRAMECTL_FUZZER"] != nil {
    // For Scripts/fuzz.sh: libFuzzer instead of the tests that share its sources, and the counters by which it finds its way in the
    // project's own modules.
    let counted = settings + [.unsafeFlags(["-sanitize=fuzzer"])]
    for target in package.targets where target.type == .regular { target.swiftSettings = counted }
    package.targets.removeAll { $0.name == "FuzzingTests" }
    package.targets += [
        .systemLibrary(name: "LibFuzzer", path: "Tests/FuzzingTests/Driver/LibFuzzer"),
        .executableTarget(
            name: "Fuzzer",
            dependencies: fuzzed + ["LibFuzzer"],
            path: "Tests/FuzzingTests",
            exclude: ["Corpus", "CorpusTests.swift", "Driver/LibFuzzer", "Mutator.swift"],
            sources: ["Driver/Fuzzer", "Targets"],
            swiftSettings: counted + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
        ),
    ]
}
