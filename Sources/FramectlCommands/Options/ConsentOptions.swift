import ArgumentParser

/// How a script agrees to a plan.
struct ConsentOptions: ParsableArguments {
    @Flag(help: "Agree to whatever the plan shows, within the ceilings, without a question.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "Agree to exactly this plan, as in \"close 412 sessions\"; refused when the count has changed.",
            valueName: "phrase"
        )
    )
    var confirm: String?
}
