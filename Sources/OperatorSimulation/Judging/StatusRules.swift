import KubeCore
import SlipwayAPI

/// What holds between one status and the next: S1, S4, S12, S16, S17 and S19.
struct StatusRules {
  let old: JSONValue
  let new: JSONValue
  let before: ModelDeploymentStatus
  let after: ModelDeploymentStatus
  let clocksAgree: Bool
  /// Whether replicas may be lost: then a share may fall again that they carried.
  let isDisturbed: Bool

  private static let statusLimit = 64 << 10

  var violations: [Violation] {
    shares + growth + inheritance + generations + conditions
      + bounds
  }

  private var shares: [Violation] {
    let sum = after.traffic.reduce(0) { $0 + $1.asked.rawValue }
    if !after.traffic.isEmpty, sum != BasisPoints.whole.rawValue { return [Violation(.s1, "the shares sum to \(sum)")] }
    guard let candidate = after.candidate, let step = after.step, after.stable != nil, step.index < step.of,
      let was = before.candidate, was.revision == candidate.revision, candidate.weight > was.weight,
      candidate.weight > step.weight
    else { return [] }
    return [Violation(.s1, "the share grows to \(candidate.weight.text) at a step of \(step.weight.text)")]
  }

  private var growth: [Violation] {
    guard !isDisturbed, let was = before.candidate, let candidate = after.candidate, was.revision == candidate.revision,
      before.startTime == after.startTime, (candidate.weight < was.weight), candidate.weight > .zero,
      after.rollback == nil, after.step?.retreatedFrom == nil, before.observedGeneration == after.observedGeneration
    else { return [] }
    return [Violation(.s4, "the share falls from \(was.weight.text) to \(candidate.weight.text)")]
  }

  private var inheritance: [Violation] {
    guard clocksAgree, let birth = new["metadata"]?["creationTimestamp"]?.string.flatMap({ Timestamp($0) }) else { return [] }
    let times = [after.startTime, after.step?.startTime, after.pausedTime] + after.history.map(\.startTime)
    // The operator's clock need not be the server's: only what is much older stems from another life.
    guard let oldest = times.compactMap({ $0 }).min(), oldest + Self.clockSkew < birth else { return [] }
    return [Violation(.s12, "the status tells of \(oldest.text), before its object was made")]
  }

  /// The most by which the clocks of a simulation differ, and a little more.
  private static let clockSkew = Duration.seconds(2)

  private var generations: [Violation] {
    let generation = new["metadata"]?["generation"]?.integer ?? 0
    let (was, now) = (before.observedGeneration ?? 0, after.observedGeneration ?? 0)
    if now > generation { return [Violation(.s16, "observedGeneration \(now) of generation \(generation)")] }
    return now < was ? [Violation(.s16, "observedGeneration goes back from \(was) to \(now)")] : []
  }

  private var conditions: [Violation] {
    let types = after.conditions.map(\.type)
    if Set(types).count != types.count { return [Violation(.s16, "a condition is there twice")] }
    return after.conditions.compactMap { condition in
      guard let was = before.conditions[condition.type], was.status == condition.status,
        was.lastTransitionTime != condition.lastTransitionTime
      else { return nil }
      return Violation(.s16, "condition \(condition.type) moves its time and not its status")
    }
  }

  private var bounds: [Violation] {
    let text = JSONWriter.write(new["status"] ?? [:])
    if SecretRule.isIn(text) { return [Violation(.s17, "a secret is in the status")] }
    if text.count > Self.statusLimit { return [Violation(.s19, "the status has \(text.count) bytes")] }
    return after.history.count > 10 ? [Violation(.s19, "the history has \(after.history.count) entries")] : []
  }
}
