import FrameAPI

// What follows from the fold, and is stored nowhere.

extension RunState {
    /// Whether the log holds the complete plan. Nothing is sent before it does.
    package var planIsComplete: Bool {
        planned.map { targets.count >= $0.targetCount && skipped.count >= $0.skippedCount } ?? false
    }

    /// What the confirmation says about newcomers.
    package var sweep: Sweep { planned?.sweep ?? .none }

    /// How many more newcomers may become targets, by the limits of the confirmation.
    var sweepRoom: Int {
        guard let planned else { return 0 }
        return planned.ceilings.room(afterTargets: targets.count, ofListed: planned.listed + sweptCount)
    }

    /// How many targets were newcomers.
    package var sweptCount: Int { targets.count - (planned?.targetCount ?? 0) }

    /// Whether the last listing may be truncated: it says so, or its length is a common length of a page, and no listing of this run was
    /// longer although targets have left. When no target has left, such a length says nothing, unless there were no targets.
    package var listingMayBeCut: Bool {
        if let listing = lastListing {
            if listing.truncated != nil { return true }
            if targets.isEmpty || sweep == .untilEmpty, listing.isStale { return true }
            // One of the rows may be a new session.
            if sweep == .untilEmpty, listing.unreadable > (planned?.unreadable ?? 0) { return true }
            return (goneCount > 0 || sweep == .untilEmpty || targets.isEmpty) && isSuspicious(listing.sessions)
        }
        return targets.isEmpty && planned?.doubtful == true
    }

    /// Whether a listing of such a length may have been truncated.
    func isSuspicious(_ count: Int) -> Bool {
        count >= longestListing && ListingDoubt(count: count)?.isStriking == true
    }

    /// Whether there are sessions that the run can still close or verify.
    package var hasSomethingLeft: Bool { leftCount > 0 || !verifiableAbsences.isEmpty }

    /// How many targets are not known to be gone.
    package var leftCount: Int { sessions.count - goneCount }

    /// The sessions that were named or planned and not listed, and of which it is not known that they are gone or never existed.
    var openAbsences: [SessionID] {
        guard let planned else { return [] }
        return planned.absent.filter { $0.isOpen && !confirmedAbsences.contains($0.session) }
            .map(\.session).filter { sessions[$0] == nil }
    }

    /// Those of them that a listing showed before, so that their absence from later ones is evidence.
    var verifiableAbsences: [SessionID] {
        let listed = Set(planned?.absent.filter(\.wasListed).map(\.session) ?? [])
        return listed.isEmpty ? [] : openAbsences.filter(listed.contains)
    }

    /// The sessions that were named, and that the service never showed.
    var notFound: [SessionID] {
        planned?.absent.filter(\.isNotFound).map(\.session).filter { sessions[$0] == nil } ?? []
    }

    /// The state in a few numbers.
    package var progress: RunProgress {
        RunProgress(
            targets: sessions.count,
            handled: handledCount,
            gone: goneCount,
            unlisted: max(unlisted, goneCount),
            isFinished: finished != nil
        )
    }
}
