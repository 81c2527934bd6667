import Foundation
import FrameSimulator
import Testing

@Suite("A disk that is full or cannot be written", .enabled(if: PrivateMount.isPermitted, PrivateMount.skipped))
struct FullDiskTests {
    @Test(
        "no room before the run: 78, and no DELETE is sent",
        arguments: [
            // Not even room for an empty record; for a record, but not for what the run would write.
            "dd if=/dev/zero of=/mnt/filler bs=4k 2>/dev/null || true",
            "true",
        ]
    )
    func fullBefore(filling: String) async throws {
        try await PrivateMount.with(size: "2m") { disk in
            try await disk.shell(filling)
            try await SimulatedService.serve(try .gallery()) { service in
                let result = try await disk.framectl("close", "--yes", "--output", "json", on: service)
                #expect(result.status == 78)
                #expect(try result.json()["code"] as? String == "journal-full")
                #expect(result.talk.contains("no room is left for the journal “/mnt/framectl/journal.sqlite”"))
                #expect(result.talk.contains("Make room on that disk"))
                if filling == "true" { #expect(result.talk.contains(": 9 MiB are set aside before a run begins")) }
                #expect(service.deletes.isEmpty)
                #expect(
                    try await disk.run(["sh", "-c", "ls /mnt/framectl/*reserve*"]).status != 0,
                    "no reserve is left behind"
                )
            }
        }
    }

    @Test("a disk that fills up during the run: it ends with 0 all the same, and its record is whole")
    func fullDuring() async throws {
        try await PrivateMount.with(size: "24m") { disk in
            try await SimulatedService.serve(try .gallery()) { service in
                let filler = "sh -c 'dd if=/dev/zero of=/mnt/filler bs=4k; df /mnt; true'"
                let result = try await disk.framectl("close", "--yes", "--before", filler, on: service)
                #expect(result.status == 0, "\(result.talk)")
                #expect(result.talk.contains("No space left on device"), "the disk was full: \(result.talk)")
                #expect(result.talk.hasSuffix("\nAll 14 sessions closed.\n"))
                #expect(service.liveSessions == Scenario.galleryBystanders)

                let verified = try await disk.framectl("runs", "verify", on: service)
                #expect(verified.status == 0, "\(verified.everything)")
                let shown = try await disk.framectl("runs", "show", "--output", "json", on: service)
                #expect(try shown.json()["exit_status"] as? Int == 0)
            }
        }
    }

    @Test("a disk that cannot be written: 78, and the service is asked nothing", arguments: [true, false])
    func readOnly(hasRecord: Bool) async throws {
        try await PrivateMount.with(size: "24m") { disk in
            try await SimulatedService.serve(try .gallery()) { service in
                if hasRecord {
                    let first = try await disk.framectl(
                        "close",
                        "--session",
                        "gateway-prod.visitor1",
                        "--yes",
                        on: service
                    )
                    #expect(first.status == 0)
                }
                try await disk.shell("mount -o remount,ro /mnt")
                let before = service.controlPlane.history.count
                let result = try await disk.framectl("close", "--yes", "--output", "json", on: service)
                #expect(result.status == 78)
                #expect(try result.json()["code"] as? String == "journal-unavailable")
                #expect(result.talk.contains("/mnt/framectl/journal.sqlite"))
                #expect(service.controlPlane.history.count == before)
            }
        }
    }
}

extension PrivateMount {
    /// Runs the tool inside, with its record on the disk.
    fileprivate func framectl(_ arguments: String..., on service: SimulatedService) async throws -> FramectlResult {
        let settings = service.environment.merging(["XDG_STATE_HOME": folder]) { $1 }
        return try await run([Framectl.path] + arguments, environment: settings)
    }
}
