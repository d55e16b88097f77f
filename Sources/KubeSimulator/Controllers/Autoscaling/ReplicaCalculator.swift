import KubeCore

/// How many replicas a metric calls for.
///
/// Source of the rules: `ReplicaCalculator` of Kubernetes 1.36.
struct ReplicaCalculator: Sendable {
  /// What one metric comes to.
  struct Proposal: Sendable, Hashable {
    var replicas: Int
    /// What was measured, as it stands in the status: in percent, or in thousandths for each pod.
    var measured: Int64
  }

  /// Deviations up to this share of the target change nothing.
  static let tolerance = 0.1
  /// How long after its start the CPU that a pod uses tells nothing of its load.
  private static let initialization: Duration = .seconds(300)
  /// How long after its start a pod may take to be ready for the first time.
  private static let readinessDelay: Duration = .seconds(30)

  let pods: [JSONValue]
  let current: Int
  let now: Timestamp

  private struct Groups {
    var counted: [JSONValue] = []
    var unready: [JSONValue] = []
    var missing: [JSONValue] = []
  }

  /// - Parameters:
  ///   - values: what each pod uses or counts, in thousandths.
  ///   - shares: what each pod asked for, when the target is a percentage of that.
  ///   - target: a percentage, or thousandths for each pod.
  /// - Returns: `nil` when nothing was measured.
  func replicas(
    values: (JSONValue) -> Int64?, shares: ((JSONValue) -> Int64)?, isCPU: Bool, target: Int64
  ) -> Proposal? {
    let groups = group(values, isCPU: isCPU)
    var measured = groups.counted.map { (pod: $0, value: values($0) ?? 0) }
    guard let ratio = ratio(measured, shares, target) else { return nil }
    let counted = measured.count
    let growsWithUnready = !groups.unready.isEmpty && ratio.value > 1
    func proposal(_ replicas: Int) -> Proposal { Proposal(replicas: replicas, measured: ratio.measured) }
    if !growsWithUnready, groups.missing.isEmpty {
      return proposal(Self.isTolerable(ratio.value) ? current : Self.ceiling(ratio.value * Double(counted)))
    }
    // What is not known speaks against the change: full when it is about to shrink, idle when it is about to grow.
    for pod in groups.missing where ratio.value != 1 {
      let full = shares.map { $0(pod) * max(100, target) / 100 } ?? target
      measured.append((pod, ratio.value < 1 ? full : 0))
    }
    if growsWithUnready { measured += groups.unready.map { ($0, 0) } }
    guard let adjusted = self.ratio(measured, shares, target)?.value, !Self.isTolerable(adjusted),
      (ratio.value < 1) == (adjusted < 1)
    else { return proposal(current) }
    let wanted = Self.ceiling(adjusted * Double(measured.count))
    return proposal(wanted).bounded(growing: adjusted > 1, current: current)
  }

  /// For a metric that does not belong to pods.
  ///
  /// - Parameter isAverage: whether the target is meant for each replica.
  func replicas(total: Int64, target: Int64, isAverage: Bool) -> Proposal? {
    guard target > 0 else { return nil }
    if isAverage {
      let ratio = Double(total) / (Double(target) * Double(max(current, 1)))
      let wanted = Self.isTolerable(ratio) && current > 0 ? current : Self.ceiling(Double(total) / Double(target))
      return Proposal(replicas: wanted, measured: total / Int64(max(current, 1)))
    }
    let ratio = Double(total) / Double(target)
    guard current > 0 else { return Proposal(replicas: Self.ceiling(ratio), measured: total) }
    if Self.isTolerable(ratio) { return Proposal(replicas: current, measured: total) }
    let ready = pods.count { !$0.isDeleting && PodFacts.isReady($0) }
    return Proposal(replicas: Self.ceiling(ratio * Double(ready)), measured: total)
  }

  private func group(_ values: (JSONValue) -> Int64?, isCPU: Bool) -> Groups {
    var groups = Groups()
    for pod in pods where !pod.isDeleting && pod["status"]?["phase"] != "Failed" {
      if pod["status"]?["phase"] == "Pending" {
        groups.unready.append(pod)
      } else if values(pod) == nil {
        groups.missing.append(pod)
      } else if isCPU, !tellsItsLoad(pod) {
        groups.unready.append(pod)
      } else {
        groups.counted.append(pod)
      }
    }
    return groups
  }

  private func tellsItsLoad(_ pod: JSONValue) -> Bool {
    guard let condition = pod.condition("Ready"),
      let start = pod["status"]?["startTime"]?.string.flatMap({ Timestamp($0) })
    else { return false }
    let isReady = condition["status"] == "True"
    guard start + Self.initialization <= now else { return isReady }
    let turned = condition["lastTransitionTime"]?.string.flatMap { Timestamp($0) } ?? start
    return isReady || start + Self.readinessDelay <= turned
  }

  private func ratio(
    _ measured: [(pod: JSONValue, value: Int64)], _ shares: ((JSONValue) -> Int64)?, _ target: Int64
  ) -> (value: Double, measured: Int64)? {
    guard !measured.isEmpty, target > 0 else { return nil }
    let total = measured.reduce(Int64(0)) { $0 &+ $1.value }
    guard let shares else {
      let average = total / Int64(measured.count)
      return (Double(average) / Double(target), average)
    }
    let asked = measured.reduce(Int64(0)) { $0 &+ shares($1.pod) }
    guard asked > 0 else { return nil }
    let percent = total &* 100 / asked
    return (Double(percent) / Double(target), percent)
  }

  private static func isTolerable(_ ratio: Double) -> Bool { ratio >= 1 - tolerance && ratio <= 1 + tolerance }

  private static func ceiling(_ value: Double) -> Int {
    value.isFinite ? Int(clamping: Int64(exactly: value.rounded(.up)) ?? Int64(Int32.max)) : Int(Int32.max)
  }
}

extension ReplicaCalculator.Proposal {
  /// The same, or no change when the correction has turned the direction round.
  fileprivate func bounded(growing: Bool, current: Int) -> Self {
    guard growing ? replicas < current : replicas > current else { return self }
    return Self(replicas: current, measured: measured)
  }
}
