import KubeCore
public import SlipwayAPI

/// A verb for a deployment, with what its author saw of it: the operator refuses it once the rollout has moved on.
public struct VerbRequest: Sendable, Hashable {
  public let deployment: String
  public let verb: RolloutVerb
  /// The revision that is meant.
  public let revision: String?
  /// The index of the step that is meant.
  public let step: Int?

  /// The request that a verb means for a deployment as it is seen now.
  ///
  /// - Parameter revision: which one to roll back to; for `.rollBack` alone.
  /// - Throws: `.notPossible` where the verb has no meaning, `.notFound` for a revision that is not kept.
  public init(_ verb: RolloutVerb, of view: DeploymentView, revision: String? = nil) throws(CommandError) {
    (deployment, self.verb) = (view.name, verb)
    switch verb {
    case .promote, .promoteFully, .abort, .restart:
      self.revision = try Self.candidate(of: view, verb)
      step = verb == .promote ? view.status.step?.index : nil
    case .pause, .resume:
      (self.revision, step) = (view.status.candidate?.revision, nil)
    case .rollBack:
      (self.revision, step) = (try Self.target(revision, of: view), nil)
    case .retry:
      (self.revision, step) = (try Self.rejected(of: view), nil)
    }
  }

  private static func candidate(of view: DeploymentView, _ verb: RolloutVerb) throws(CommandError) -> String {
    guard let candidate = view.status.candidate else {
      throw CommandError(
        .notPossible,
        "there is no rollout to \(verb.word): modeldeployment.slipway.dev/\(view.name) is \(view.status.phase.rawValue)"
      )
    }
    return candidate.revision
  }

  /// The revision to return to: the one named, or the last one that was promoted before the present one.
  private static func target(_ named: String?, of view: DeploymentView) throws(CommandError) -> String {
    if let named {
      guard named != view.status.stable?.revision || view.status.candidate != nil else {
        throw CommandError(.notPossible, "revision \(named) has all traffic already")
      }
      return named
    }
    if view.status.candidate != nil, let stable = view.status.stable { return stable.revision }
    let promoted = view.status.history.filter { $0.outcome == .promoted && $0.revision != view.status.stable?.revision }
    guard let previous = promoted.first else {
      throw CommandError(.notFound, "no revision is known to have been promoted before the present one")
    }
    return previous.revision
  }

  private static func rejected(of view: DeploymentView) throws(CommandError) -> String {
    guard let rejected = view.status.rejectedRevisions.first else {
      throw CommandError(.notPossible, "no revision of modeldeployment.slipway.dev/\(view.name) has failed")
    }
    return rejected.revision
  }

  /// The object that asks the operator for it.
  func object(by user: String?, reason: String?) -> JSONValue {
    var spec: JSONObject = ["deployment": .string(deployment), "verb": .string(verb.rawValue)]
    spec["revision"] = revision.map { .string($0) }
    spec["step"] = step.map { .integer(Int64($0)) }
    spec["by"] = user.map { .string($0) }
    spec["reason"] = reason.map { .string($0) }
    let type = RolloutRequest.resourceType
    return [
      "apiVersion": .string(type.apiVersion), "kind": .string(type.kind),
      "metadata": ["generateName": .string("\(deployment)-\(verb.word)-")], "spec": .object(spec),
    ]
  }
}

extension RolloutVerb {
  /// The verb as a command: `promote`, `rollback`.
  var word: String { self == .promoteFully ? "promote" : rawValue.lowercased() }

  /// What has been done once it is granted.
  var done: String {
    switch self {
    case .promote: "promoted"
    case .promoteFully: "promoted fully"
    case .abort: "aborted"
    case .rollBack: "rolled back"
    case .retry: "retried"
    case .pause: "paused"
    case .resume: "resumed"
    case .restart: "restarted"
    }
  }
}
