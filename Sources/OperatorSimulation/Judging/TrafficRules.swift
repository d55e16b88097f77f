import KubeCore
import SlipwayAPI

/// Who gets traffic, and whether they can carry it: S2, S3 and S14, between one moment and the next.
struct TrafficRules {
  let key: ObjectKey
  let before: Family
  let after: Family
  let context: InvariantContext

  private static let timeToHeed = Duration.seconds(3)

  var violations: [Violation] {
    guard let model = after.model, let apex = after.apex, apex.controller == model.uid,
      let admitted = after.admitted
    else { return [] }
    let status = after.status ?? ModelDeploymentStatus()
    var found: [Violation] = []
    if !context.worldIsDisturbed {
      found += readiness(status, admitted)
      // Where a route divides the traffic, each share is looked at by itself.
      if after.routed == nil { found += capacity(status, admitted) }
    }
    // What other hands move is moved back, in a pause too.
    if let was = before.admitted, was != admitted, isPaused, status.candidate != nil, !context.worldIsDisturbed {
      found.append(
        Violation(.s14, "\(key): the traffic moves from \(Self.text(was)) to \(Self.text(admitted)) in a pause"))
    }
    return found
  }

  /// Whether the user has asked for a pause, and the operator has had time to heed it.
  private var isPaused: Bool {
    if before.status?.pausedBy != nil, after.status?.pausedBy != nil { return true }
    return before.model?["spec"]?["paused"] == true && context.elapsed > context.script.lastStep + Self.timeToHeed
      && !context.operatorIsDeceived
  }

  private func readiness(_ status: ModelDeploymentStatus, _ admitted: Set<String>) -> [Violation] {
    let ready = after.ready
    let serving = admitted.reduce(0) { $0 + (ready[$1] ?? 0) }
    if serving == 0, status.stable != nil, ready.values.contains(where: { $0 > 0 }) {
      return [Violation(.s2, "\(key): \(Self.text(admitted)) get the traffic, and none of them is ready")]
    }
    guard let was = before.admitted, before.apex != after.apex, status.stable != nil else { return [] }
    if let deadline = status.rollback?.deadlineTime, context.now >= deadline { return [] }
    let needed = min(after.neededReplicas, was.reduce(0) { $0 + (ready[$1] ?? 0) })
    guard serving < needed else { return [] }
    return [
      Violation(.s2, "\(key): the traffic moves to \(Self.text(admitted)) with \(serving) of \(needed) ready replicas")
    ]
  }

  private func capacity(_ status: ModelDeploymentStatus, _ admitted: Set<String>) -> [Violation] {
    guard status.stable != nil, let was = before.admitted else { return [] }
    let now = Self.kept(after, admitted)
    guard now < after.neededReplicas, now < Self.kept(before, was) else { return [] }
    return [Violation(.s3, "\(key): \(now) of \(after.neededReplicas) replicas are kept for \(Self.text(admitted))")]
  }

  /// Replicas that are ready and are to stay, of the versions that get traffic.
  private static func kept(_ family: Family, _ admitted: Set<String>) -> Int {
    admitted.reduce(0) { $0 + family.kept($1) }
  }

  private static func text(_ revisions: Set<String>) -> String { revisions.sorted().joined(separator: ", ") }
}
