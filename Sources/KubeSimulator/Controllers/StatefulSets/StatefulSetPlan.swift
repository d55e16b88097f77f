import KubeCore

/// A stateful set as one look of its controller sees it: which pods it has, which it should have, and of which
/// revision.
///
/// Source of the rules: the stateful set controller of Kubernetes 1.36.
struct StatefulSetPlan: Sendable {
  let set: JSONValue
  /// The revision that the pods have that are not updated yet.
  let current: JSONValue
  /// The revision of the template as it is.
  let update: JSONValue
  /// The pods that there should be, by their ordinals.
  private(set) var replicas: [Int: JSONValue] = [:]
  /// The pods that there should not be, the last one first.
  private(set) var condemned: [JSONValue] = []
  let ordinals: Range<Int>
  let minReadySeconds: Int64
  /// Whether pods come and go one after another.
  let isOrdered: Bool
  private let now: Timestamp

  init(set: JSONValue, current: JSONValue, update: JSONValue, pods: [JSONValue], now: Timestamp) {
    (self.set, self.current, self.update, self.now) = (set, current, update, now)
    ordinals = Self.ordinals(of: set)
    minReadySeconds = set["spec"]?["minReadySeconds"]?.integer ?? 0
    isOrdered = set["spec"]?["podManagementPolicy"] != "Parallel"
    for pod in pods {
      let ordinal = PodOrdinal.of(pod)
      if ordinals.contains(ordinal) {
        replicas[ordinal] = pod
      } else if ordinal >= 0 {
        condemned.append(pod)
      }
    }
    condemned.sort { PodOrdinal.of($0) > PodOrdinal.of($1) }
  }

  static func ordinals(of set: JSONValue) -> Range<Int> {
    let start = max(0, Int(set["spec"]?["ordinals"]?["start"]?.integer.flatMap { Int32(exactly: $0) } ?? 0))
    let count = max(0, Int(set["spec"]?["replicas"]?.integer.flatMap { Int32(exactly: $0) } ?? 1))
    return start..<start + count
  }

  /// The name of the first pod that is not available, among those that there should be and then among the others.
  var firstUnavailable: String? {
    if let ordinal = ordinals.first(where: { replicas[$0].map(isUnavailable) ?? true }) {
      return "\(set.name)-\(ordinal)"
    }
    return condemned.last(where: isUnavailable)?.name
  }

  func isAvailable(_ pod: JSONValue) -> Bool {
    PodFacts.isAvailable(pod, minReadySeconds: minReadySeconds, now: now)
  }

  func isUnavailable(_ pod: JSONValue) -> Bool { !isAvailable(pod) || pod.isDeleting }

  // MARK: - New pods

  /// The pod of an ordinal as it is made anew: of the former revision while a rolling update has not come that far.
  func newPod(_ ordinal: Int) -> JSONValue {
    let revision = keepsFormerRevision(ordinal) ? current : update
    var pod = PodTemplate.pod(
      from: RevisionContents.template(of: revision), namePrefix: set.name + "-", owner: set, BuiltIn.statefulSets)
    pod[["metadata", "name"]] = .string("\(set.name)-\(ordinal)")
    PodOrdinal.label(&pod, ordinal)
    pod[["metadata", "labels", PodOrdinal.revisionLabel]] = .string(revision.name)
    pod[["spec", "hostname"]] = .string(pod.name)
    if let service = set["spec"]?["serviceName"]?.string, !service.isEmpty {
      pod[["spec", "subdomain"]] = .string(service)
    }
    return StatefulSetClaims(set: set, pod: pod).mounted()
  }

  private func keepsFormerRevision(_ ordinal: Int) -> Bool {
    let strategy = set["spec"]?["updateStrategy"]
    guard let rolling = strategy?["rollingUpdate"] else {
      return strategy?["type"] == "RollingUpdate" && ordinal < ordinals.lowerBound + set.statusCount("currentReplicas")
    }
    return ordinal < ordinals.lowerBound + Int(clamping: rolling["partition"]?.integer ?? 0)
  }

  // MARK: - Updates

  /// The pod that a rolling update takes next, when all that come before it are available.
  ///
  /// Pods are counted from the first one, whatever its ordinal is; those below the partition stay.
  var nextToUpdate: JSONValue? {
    guard set["spec"]?["updateStrategy"]?["type"] != "OnDelete" else { return nil }
    let partition = Int(clamping: set["spec"]?["updateStrategy"]?["rollingUpdate"]?["partition"]?.integer ?? 0)
    for position in stride(from: ordinals.count - 1, through: max(0, partition), by: -1) {
      guard let pod = replicas[ordinals.lowerBound + position] else { return nil }
      if PodOrdinal.revision(of: pod) != update.name, !pod.isDeleting { return pod }
      if isUnavailable(pod) { return nil }
    }
    return nil
  }
}
