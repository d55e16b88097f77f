import KubeCore

/// Scales workloads by what is measured of them.
///
/// Source of the rules: the autoscaling controller of Kubernetes 1.36, with metrics that are given as values.
extension SimulatedCluster {
  /// How often an autoscaler looks.
  private static let period: Duration = .seconds(15)
  private static let component = "horizontal-pod-autoscaler"

  mutating func syncAutoscaler(_ key: ObjectKey, now: Timestamp) {
    guard let autoscaler = store[StoredKey(storage: BuiltIn.autoscalers.storage, key: key)], !autoscaler.isDeleting
    else {
      scaling[key] = nil
      return
    }
    // It looks at its own pace, not at each write, and at a new autoscaler after one period.
    guard scaling[key] != nil else {
      scaling[key] = AutoscalerMemory(lastLook: now)
      return queue.wake(WorkItem(controller: .autoscalers, key: key), at: now + Self.period)
    }
    if let last = scaling[key]?.lastLook, last + Self.period > now {
      return queue.wake(WorkItem(controller: .autoscalers, key: key), at: last + Self.period)
    }
    var memory = scaling[key] ?? AutoscalerMemory()
    memory.lastLook = now
    var status = AutoscalerStatus(autoscaler, now: now)
    if let target = target(of: autoscaler) {
      scale(target, autoscaler, &memory, &status, now: now)
    } else {
      let reference = autoscaler["spec"]?["scaleTargetRef"] ?? [:]
      let resource = reference["kind"]?.string.map { $0.lowercased() + "s" } ?? ""
      status.set(
        "AbleToScale", false, "FailedGetScale",
        "the HPA controller was unable to get the target's current scale: \(resource).apps "
          + "\"\(reference["name"]?.string ?? "")\" not found")
    }
    scaling[key] = memory
    if status.value != autoscaler["status"] {
      var new = autoscaler
      new["status"] = status.value
      updateInternally(BuiltIn.autoscalers, autoscaler, to: new, subresource: "status", now: now)
    }
    queue.wake(WorkItem(controller: .autoscalers, key: key), at: now + Self.period)
  }

  /// The object that is scaled, with what is known of its kind.
  private func target(of autoscaler: JSONValue) -> (object: JSONValue, definition: ResourceDefinition)? {
    guard let reference = autoscaler["spec"]?["scaleTargetRef"], let kind = reference["kind"]?.string,
      let name = reference["name"]?.string
    else { return nil }
    let group = reference["apiVersion"]?.string.map { $0.split(separator: "/") } ?? []
    let definition = registry.all.first {
      $0.type.kind == kind && $0.scale != nil && (group.count < 2 ? $0.type.group.isEmpty : $0.type.group == group[0])
    }
    guard let definition else { return nil }
    let key = StoredKey(storage: definition.storage, key: ObjectKey(namespace: autoscaler.namespace, name: name))
    return store[key].map { ($0, definition) }
  }

  private mutating func scale(
    _ target: (object: JSONValue, definition: ResourceDefinition), _ autoscaler: JSONValue,
    _ memory: inout AutoscalerMemory, _ status: inout AutoscalerStatus, now: Timestamp
  ) {
    guard let paths = target.definition.scale else { return }
    let current = Int(clamping: target.object[paths.specReplicas]?.integer ?? 1)
    let behavior = ScalingBehavior(autoscaler: autoscaler)
    status.set(
      "AbleToScale", true, "SucceededGetScale", "the HPA controller was able to get the target's current scale")
    status.currentReplicas = Int(clamping: target.object[paths.statusReplicas]?.integer ?? 0)
    if current == 0, behavior.minimum != 0 {
      status.desiredReplicas = 0
      return status.set(
        "ScalingActive", false, "ScalingDisabled",
        "scaling is disabled since the replica count of the target is zero")
    }
    var desired = current
    var reason = ""
    if current > behavior.maximum {
      (desired, reason) = (behavior.maximum, "Current number of replicas above Spec.MaxReplicas")
    } else if current < behavior.minimum {
      (desired, reason) = (behavior.minimum, "Current number of replicas below Spec.MinReplicas")
    } else {
      let reading = AutoscalerReading(
        autoscaler: autoscaler, pods: selectedPods(of: target.object), current: current, metrics: metrics, now: now)
      status.currentMetrics = reading.current
      guard let proposal = reading.proposal else {
        status.desiredReplicas = current
        record(reading.failure, on: autoscaler, now: now)
        return status.set("ScalingActive", false, reading.failure.reason, reading.failure.message)
      }
      status.set(
        "ScalingActive", true, "ValidMetricFound",
        "the HPA was able to successfully calculate a replica count from \(proposal.metric)")
      let decision = behavior.decide(proposal.replicas, current: current, memory.history, now: now)
      memory.history.recommend(proposal.replicas, at: now)
      desired = decision.replicas
      let stable = decision.stabilization ?? ("ReadyForNewScale", "recommended size matches current size")
      status.set("AbleToScale", true, stable.reason, stable.message)
      status.set("ScalingLimited", decision.isLimited, decision.limit.reason, decision.limit.message)
      reason = desired > current ? "\(proposal.metric) above target" : "All metrics below target"
    }
    status.desiredReplicas = desired
    guard desired != current else { return }
    apply(desired, target, paths, &status, now: now)
    memory.history.note(change: desired - current, at: now)
    let note = ControllerNote(
      component: Self.component, reason: "SuccessfulRescale", message: "New size: \(desired); reason: \(reason)")
    record(note, on: autoscaler, BuiltIn.autoscalers, now: now)
  }

  private mutating func apply(
    _ size: Int, _ target: (object: JSONValue, definition: ResourceDefinition), _ paths: ResourceDefinition.ScalePaths,
    _ status: inout AutoscalerStatus, now: Timestamp
  ) {
    var new = target.object
    new[paths.specReplicas] = .count(size)
    updateInternally(target.definition, target.object, to: new, subresource: "scale", now: now)
    status.lastScaleTime = .string(now.wholeSeconds.text)
    status.set(
      "AbleToScale", true, "SucceededRescale", "the HPA controller was able to update the target scale to \(size)")
  }

  private mutating func record(
    _ failure: (reason: String, message: String), on autoscaler: JSONValue, now: Timestamp
  ) {
    let note = ControllerNote(
      component: Self.component, isWarning: true, reason: failure.reason, message: failure.message)
    record(note, on: autoscaler, BuiltIn.autoscalers, now: now)
  }

  private func selectedPods(of object: JSONValue) -> [JSONValue] {
    guard let selector = selector(of: object) else { return [] }
    return store.objects(in: BuiltIn.pods.storage, namespace: object.namespace).map(\.value).filter {
      selector.matches($0.labels)
    }
  }
}

/// What is remembered of one autoscaler.
struct AutoscalerMemory: Sendable {
  var history = ScalingHistory()
  var lastLook: Timestamp?
}
