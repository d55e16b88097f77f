import KubeClient
import KubeCore
import KubeRuntime
import SlipwayAPI
import SlipwayOperator

extension Performance {
  /// What a person asked for, and what came of it.
  struct Asked: Sendable, Hashable {
    var verb: RolloutVerb
    var status: RolloutRequestStatus
    var mustBeRefused: Bool
  }

  /// What has become of a scenario.
  struct Course {
    var first: String
    var candidate = ""
    var trial: Trial?
    var applied: MonotonicInstant?
    var asked: [Asked] = []
    /// Rollouts that have ended, as far as they have been waited for.
    var ended = 0
  }

  func perform(_ act: Scenario.Act, _ course: inout Course, _ store: Store<StoredModelDeployment>) async throws {
    switch act {
    case .apply(let version):
      course.applied = demo.time.now()
      course.candidate = try await apply(version)
      course.trial = Trial(candidate: course.candidate)
    case .awaitTraffic:
      let candidate = course.candidate
      try await watch(store) { status in
        status.traffic.contains { $0.revision == candidate && $0.given > .zero && $0.confirmed }
      }
    case .awaitHold: try await watch(store) { $0.phase == .held }
    case .awaitEnd: try await awaitEnd(&course, store)
    case .ask(let verb, let meaning): try await ask(verb, meaning, &course, store)
    }
  }

  private func awaitEnd(_ course: inout Course, _ store: Store<StoredModelDeployment>) async throws {
    guard var trial = course.trial else { throw DemoError("nothing has been applied") }
    try await watch(store) { status in
      trial.note(status, now: self.demo.time.now())
      return trial.isOver(status)
    }
    course.trial = trial
  }

  /// Makes a RolloutRequest and waits for its answer.
  private func ask(
    _ verb: RolloutVerb, _ meaning: Scenario.Meaning, _ course: inout Course, _ store: Store<StoredModelDeployment>
  ) async throws {
    let key = ObjectKey(namespace: namespace, name: model.name)
    let status = store.get(key).map { ModelDeploymentStatus(json: $0.content["status"] ?? [:]) } ?? ModelDeploymentStatus()
    var spec = RolloutRequestSpec()
    (spec.deployment, spec.verb, spec.by) = (model.name, verb, "demo")
    switch meaning {
    case .current: (spec.revision, spec.step) = (course.candidate, status.step?.index)
    case .stale: (spec.revision, spec.step) = (course.candidate, 0)
    case .firstVersion:
      spec.revision = course.first
      course.trial = Trial(candidate: course.candidate, after: status.history.first)
      course.applied = demo.time.now()
    }
    let name = "\(model.name)-\(course.asked.count + 1)"
    let api = client.api(RolloutRequest.self, namespace: namespace)
    _ = try await api.create(RolloutRequest(metadata: ObjectMeta(name: name, namespace: namespace), spec: spec))
    for _ in 0..<200 {
      let answer = try await api.get(name).status
      if answer.state != .pending {
        course.asked.append(Asked(verb: verb, status: answer, mustBeRefused: meaning == .stale))
        return
      }
      try await demo.time.sleep(for: .milliseconds(50))
    }
    throw DemoError("nobody has answered the request \(name)")
  }
}
