
extension ContainerState {
  static var creating: String { "ContainerCreating" }

  /// Does what is due at an instant.
  mutating func advance(_ now: Duration) -> [PodAction] {
    noticeBackoff(now)
    switch stage {
    case .waiting(_, _, let startAt):
      guard let startAt, startAt <= now else { return [] }
      stage = .starting
      return [.start(container: name)]
    case .running(var run):
      defer { stage = .running(run) }
      if let killAt = run.killAt {
        guard killAt <= now else { return [] }
        // The process cannot survive this; another try is due only if the signal was lost.
        run.killAt = now + .seconds(1)
        return [.kill(container: name)]
      }
      return ProbeKind.allCases.compactMap { kind in
        guard run.probes[kind]?.takeDue(now) == true else { return nil }
        return .probe(container: name, kind, run: restarts)
      }
    case .starting, .ended:
      return []
    }
  }

  /// The process has been asked to end, and is killed when it has not by the deadline. Its probes are over.
  mutating func endBy(_ deadline: Duration) {
    guard case .running(var run) = stage else { return }
    run.killAt = deadline
    run.probes.removeAll()
    stage = .running(run)
  }

  /// No start is to come any more.
  mutating func forgo() {
    if case .waiting = stage { stage = .ended }
  }
}

extension ContainerState.Stage {
  static func waiting(_ reason: String, startAt: Duration?) -> Self {
    .waiting(reason: reason, message: nil, startAt: startAt)
  }
}
