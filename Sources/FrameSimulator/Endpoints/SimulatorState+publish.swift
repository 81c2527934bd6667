extension SimulatorState {
    mutating func requestPublish(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let account = try account(call)
        try call.requireWriter()
        var random = SplitMix64(seed: seed, purpose: .task, index: tasksRequested)
        tasksRequested += 1
        let task = PublishTaskState(id: IdentifierMint.gateway(&random), requested: call.now)
        accounts[account].tasks.append(task)
        recordAudit(.published, subject: task.id, account: account, call)
        return .json(effect: .publishRequested(account: call.route.id, task: task.id)) {
            task.write(to: &$0, now: call.now, scenario.publishSeconds)
        }
    }

    func publishTasks(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        call.list(accounts[try account(call)].tasks) { $1.write(to: &$0, now: call.now, scenario.publishSeconds) }
    }

    func onePublishTask(_ call: AdmittedCall) throws(Refusal) -> EndpointAnswer {
        let tasks = accounts[try account(call)].tasks
        guard let task = tasks.first(where: { $0.id == call.route.subID }) else { throw .notFound("task") }
        return .json { task.write(to: &$0, now: call.now, scenario.publishSeconds) }
    }
}
