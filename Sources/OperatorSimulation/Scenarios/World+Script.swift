import KubeClient
import KubeCore
import SlipwayAPI

extension World {
  /// Lets the users do what is due.
  ///
  /// - Returns: whether they did anything.
  mutating func runScript() -> Bool {
    guard let step = script.due(in: self) else { return false }
    script.advance(at: elapsed)
    switch step.action {
    case .apply(let object): apply(object)
    case .delete(let propagation):
      note("user deletes")
      send(.delete, Self.model, ["propagationPolicy": .string(propagation)])
    case .remove(let path):
      note("user deletes \(path)")
      send(.delete, path)
    case .create(let path, let object):
      note("user makes \(object["kind"]?.string ?? "") in \(path)")
      send(.post, path, object)
    case .approve: approve()
    case .ask(let verb, let meaning): ask(for: verb, meaning)
    case .fail(let revision, let rate):
      note("revision \(revision) begins to fail")
      load.advance(to: elapsed)
      load.errorRates[revision] = rate
    }
    return true
  }

  private static let model = Manifest.path(Scenario.key.namespace ?? "") + "/" + Scenario.key.name

  private mutating func apply(_ object: JSONValue) {
    let number = script.requests
    note("user applies generation \(number)")
    let path = Manifest.path("ml") + "/" + (object["metadata"]?["name"]?.string ?? "")
    let status = send(.patch, path + "?fieldManager=user&force=true", object, type: "application/apply-patch+yaml")
    if status >= 300 { note("the cluster refuses the object: \(status)") }
  }

  /// Approves the step where the rollout stands, by an annotation.
  private mutating func approve() {
    guard let status = view.status(Scenario.key), let candidate = status.candidate, let step = status.step else {
      return
    }
    note("user approves step \(step.index)")
    script.approve(candidate.revision, step: step.index)
    let approval: JSONValue = [
      "metadata": ["annotations": [Manifest.approval: .string("\(candidate.revision)/\(step.index)")]]
    ]
    send(.patch, Self.model, approval, type: "application/merge-patch+json")
  }

  /// Makes a request of a verb.
  private mutating func ask(for verb: RolloutVerb, _ meaning: Scenario.Meaning) {
    let status = view.status(Scenario.key)
    var (revision, step) = (status?.candidate?.revision, status?.step?.index)
    switch meaning {
    case .current: break
    case .stale: step = (step ?? 0) + 1
    case .revision(let name): (revision, step) = (name, nil)
    }
    note("user asks to \(verb.rawValue) \(revision ?? "") \(step.map(String.init) ?? "")")
    if let revision, meaning != .stale, verb == .promote || verb == .promoteFully {
      script.approve(revision, step: verb == .promote ? step : nil)
    }
    if let revision, verb == .retry || verb == .rollBack { script.askFor(revision) }
    let request = Manifest.request(script.requests, verb, revision: revision, step: step)
    send(.post, "/apis/slipway.dev/v1alpha1/namespaces/ml/rolloutrequests", request)
  }

  @discardableResult
  private mutating func send(
    _ method: KubeRequest.Method, _ target: String, _ body: JSONValue? = nil, type: String = "application/json"
  ) -> Int {
    change { cluster, now in cluster.call(method, target, body, type: type, at: now).status }
  }
}
