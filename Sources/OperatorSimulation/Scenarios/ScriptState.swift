import KubeClient
import KubeCore
import SlipwayAPI

/// How far a scenario has come.
struct ScriptState: Sendable {
  let scenario: Scenario
  /// When it began, on the clock of the world.
  let since: Duration
  private var next = 0
  /// When the last of its steps was taken.
  private(set) var lastStep: Duration
  /// How often the user has asked for something.
  private(set) var requests = 0

  init(_ scenario: Scenario, since: Duration = .zero) {
    (self.scenario, self.since, lastStep) = (scenario, since, since)
  }

  var broken: Set<String> { scenario.broken }

  /// After how long a user acts all the same: what he waits for may never come when things go wrong.
  private static let patience = Duration.seconds(400)

  /// The step that is to be taken now.
  func due(in world: World) -> Scenario.Step? {
    guard scenario.steps.indices.contains(next) else { return nil }
    let step = scenario.steps[next]
    return step.when.isMet(in: world) || world.elapsed >= lastStep + Self.patience ? step : nil
  }

  mutating func advance(at now: Duration) {
    next += 1
    requests += 1
    lastStep = now
  }

  /// When the next step is due by the passing of time alone.
  func nextWake(in world: World) -> Duration? {
    guard scenario.steps.indices.contains(next) else { return nil }
    let due = scenario.steps[next].when.due(in: world).map { $0 - world.start }
    return [due, lastStep + Self.patience].compactMap(\.self).filter { $0 > world.elapsed }.min()
  }

  var isOver: Bool { next == scenario.steps.count }

  func hasEnded(in world: World) -> Bool { isOver && scenario.end.isMet(in: world) }
}

extension World {
  /// Lets the users do what is due.
  ///
  /// - Returns: whether they did anything.
  mutating func runScript() -> Bool {
    guard let step = script.due(in: self) else { return false }
    script.advance(at: elapsed)
    let path = Manifest.path(Scenario.key.namespace ?? "")
    let name = Scenario.key.name
    switch step.action {
    case .apply(let object):
      let number = script.requests
      note("user applies generation \(number)")
      let status = change { cluster, now in
        cluster.call(
          .patch, "\(path)/\(name)?fieldManager=user&force=true", object, type: "application/apply-patch+yaml", at: now
        ).status
      }
      if status >= 300 { note("the cluster refuses the object: \(status)") }
    case .delete(let propagation):
      note("user deletes")
      _ = change { cluster, now in
        cluster.call(.delete, "\(path)/\(name)", ["propagationPolicy": .string(propagation)], at: now).status
      }
    case .remove(let object):
      note("user deletes \(object)")
      _ = change { cluster, now in cluster.call(.delete, object, at: now).status }
    case .approve:
      guard let status = view.status(Scenario.key), let candidate = status.candidate, let step = status.step else {
        return true
      }
      note("user approves step \(step.index)")
      let approval: JSONValue = [
        "metadata": ["annotations": [Manifest.approval: .string("\(candidate.revision)/\(step.index)")]]
      ]
      _ = change { cluster, now in
        cluster.call(.patch, "\(path)/\(name)", approval, type: "application/merge-patch+json", at: now).status
      }
    }
    return true
  }
}
