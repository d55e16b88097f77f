import KubeClient
import KubeCore
import KubeRuntime

extension CommandSession {
  /// Says how a deployment fares, in one line; a change is another line when it is waited for.
  ///
  /// - Parameters:
  ///   - waits: whether to wait until it is healthy or has failed.
  ///   - timeout: how long at most; `nil` for ever.
  ///   - asJSON: prints lines of JSON instead.
  /// - Returns: what the program is to exit with: 0 healthy, 1 failed, 3 neither yet.
  /// - Throws: `KubeError`; `.timedOut`.
  public func status(_ name: DeploymentName, waits: Bool, timeout: Duration?, asJSON: Bool = false) async throws -> Int32 {
    let view = try await deployments.get(name.name)
    let line = StatusLine(view: view, isJSON: asJSON)
    output.write(line.text + "\n")
    let progress = DeploymentProgress(view)
    guard waits, progress == .ongoing else { return progress.exitStatus }
    let deadline = timeout.map { time.now() + $0 }
    return try await withThrowingTaskGroup(of: Int32.self) { group in
      group.addTask { try await self.awaitEnd(of: name, after: line) }
      if let deadline, let timeout {
        group.addTask {
          try await time.sleep(until: deadline)
          throw CommandError(.timedOut, "timed out after \(HumanDuration.text(timeout))")
        }
      }
      defer { group.cancelAll() }
      return try await group.next() ?? DeploymentProgress.ongoing.exitStatus
    }
  }

  private func awaitEnd(of name: DeploymentName, after line: StatusLine) async throws -> Int32 {
    var line = line
    for await event in follow(name) {
      switch event {
      case .listed(let views):
        for view in views {
          if let status = report(view, &line) { return status }
        }
      case .applied(let view):
        if let status = report(view, &line) { return status }
      case .deleted:
        throw CommandError(.notFound, "modeldeployment.slipway.dev/\(name.name) has been deleted")
      case .restarted, .synced, .bookmarked, .interrupted, .resumed: continue
      }
    }
    throw CancellationError()
  }

  /// Prints what is new. Returns the exit status once there is nothing more to wait for.
  private func report(_ view: DeploymentView, _ line: inout StatusLine) -> Int32? {
    let next = StatusLine(view: view, isJSON: line.isJSON)
    if next.text != line.text { output.write(next.text + "\n") }
    line = next
    let progress = DeploymentProgress(view)
    return progress == .ongoing ? nil : progress.exitStatus
  }
}
