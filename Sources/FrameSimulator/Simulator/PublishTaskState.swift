/// The publishing of a sandbox. Its state follows from the clock alone.
struct PublishTaskState {
    let id: String
    let requested: Moment

    func finished(_ seconds: PublishSeconds) -> Moment {
        requested.advanced(bySeconds: seconds.pending + seconds.running)
    }

    func state(at now: Moment, _ seconds: PublishSeconds) -> String {
        if now >= finished(seconds) { return "done" }
        return now >= requested.advanced(bySeconds: seconds.pending) ? "running" : "pending"
    }

    func write(to writer: inout JSONWriter, now: Moment, _ seconds: PublishSeconds) {
        let end = finished(seconds)
        writer.object {
            $0.field("id", id)
            $0.field("kind", "publish")
            $0.field("state", state(at: now, seconds))
            $0.field("inserted_at", requested.timestamp(zulu: true))
            $0.field("finished_at", end <= now ? end.timestamp(zulu: true) : nil)
        }
    }
}
