import KubeCore
import SlipwayAPI

/// Who gets traffic, and whether they can carry it: S2, S3 and S14.
enum TrafficRules {
  static func violations(
    of key: ObjectKey, _ before: ClusterView, _ after: ClusterView, _ context: InvariantContext
  ) -> [Violation] {
    guard let model = after[.model, key], let service = after[.service, key],
      service.controller?["uid"]?.string == model.uid, let admitted = after.admitted(of: key)
    else { return [] }
    let status = after.status(key) ?? ModelDeploymentStatus()
    var found: [Violation] = []
    if !context.worldIsDisturbed {
      found += readiness(key, model, status, admitted, before, after, context)
      found += capacity(key, model, status, admitted, before, after)
    }
    if let was = before.admitted(of: key), was != admitted, isPaused(key, before, context), status.candidate != nil {
      found.append(Violation(.s14, "\(key): the traffic moves from \(text(was)) to \(text(admitted)) in a pause"))
    }
    return found
  }

  /// Whether the user has asked for a pause, and the operator has had time to heed it.
  private static func isPaused(_ key: ObjectKey, _ view: ClusterView, _ context: InvariantContext) -> Bool {
    view[.model, key]?["spec"]?["paused"] == true && context.elapsed > context.script.lastStep + timeToHeed
      && !context.operatorIsDeceived
  }

  private static let timeToHeed = Duration.seconds(3)

  private static func readiness(
    _ key: ObjectKey, _ model: JSONValue, _ status: ModelDeploymentStatus, _ admitted: Set<String>,
    _ before: ClusterView, _ after: ClusterView, _ context: InvariantContext
  ) -> [Violation] {
    let ready = after.ready(of: key)
    let serving = admitted.reduce(0) { $0 + (ready[$1] ?? 0) }
    if serving == 0, status.stable != nil, ready.values.contains(where: { $0 > 0 }) {
      return [Violation(.s2, "\(key): \(text(admitted)) get the traffic, and none of them is ready")]
    }
    guard let was = before.admitted(of: key), before[.service, key] != after[.service, key], status.stable != nil else {
      return []
    }
    if let deadline = status.rollback?.deadlineTime, context.now >= deadline { return [] }
    let needed = min(Int(model["spec"]?["replicas"]?.integer ?? 1), was.reduce(0) { $0 + (ready[$1] ?? 0) })
    guard serving < needed else { return [] }
    return [Violation(.s2, "\(key): the traffic moves to \(text(admitted)) with \(serving) of \(needed) ready replicas")]
  }

  /// Replicas that are ready and are to stay, of the versions that get traffic.
  private static func kept(_ key: ObjectKey, _ view: ClusterView, _ admitted: Set<String>) -> Int {
    let (desired, ready) = (view.desired(of: key), view.ready(of: key))
    return admitted.reduce(0) { $0 + min(desired[$1] ?? 0, ready[$1] ?? 0) }
  }

  private static func capacity(
    _ key: ObjectKey, _ model: JSONValue, _ status: ModelDeploymentStatus, _ admitted: Set<String>,
    _ before: ClusterView, _ after: ClusterView
  ) -> [Violation] {
    guard status.stable != nil, let was = before.admitted(of: key) else { return [] }
    let needed = Int(model["spec"]?["replicas"]?.integer ?? 1)
    let now = kept(key, after, admitted)
    guard now < needed, now < kept(key, before, was) else { return [] }
    return [Violation(.s3, "\(key): \(now) of \(needed) replicas are kept for \(text(admitted))")]
  }

  private static func text(_ revisions: Set<String>) -> String { revisions.sorted().joined(separator: ", ") }
}
