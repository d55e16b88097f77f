import KubeClient
import KubeCore

extension SimulatedCluster {
  private static let component = "controllermanager"

  /// Counts what a disruption budget allows.
  mutating func syncBudget(_ key: ObjectKey, now: Timestamp) {
    guard let budget = store[StoredKey(storage: BuiltIn.budgets.storage, key: key)], !budget.isDeleting else { return }
    let pods = selectedPods(budget)
    if pods.isEmpty {
      let note = ControllerNote(component: Self.component, reason: "NoPods", message: "No matching pods found")
      if budget["status"]?["observedGeneration"]?.integer != budget.generation {
        record(note, on: budget, BuiltIn.budgets, now: now)
      }
    }
    let status = BudgetStatus(budget: budget, pods: pods, scale: scale(of: pods), now: now)
    if status.value != budget["status"] {
      var new = budget
      new["status"] = status.value
      updateInternally(BuiltIn.budgets, budget, to: new, subresource: "status", now: now)
    }
    if let check = status.nextCheck { queue.wake(WorkItem(controller: .budgets, key: key), at: check) }
  }

  /// The pods that a budget is about.
  private func selectedPods(_ budget: JSONValue) -> [JSONValue] {
    guard let selector = selector(of: budget) else { return [] }
    return store.objects(in: BuiltIn.pods.storage, namespace: budget.namespace).map(\.value).filter {
      selector.matches($0.labels)
    }
  }

  /// How many pods the controllers of these want, each counted once.
  private func scale(of pods: [JSONValue]) -> Int {
    var seen: Set<String> = []
    return pods.reduce(0) { sum, pod in
      guard let owner = scaledController(of: pod), seen.insert(owner.uid ?? "").inserted else { return sum }
      return sum + Int(clamping: owner["spec"]?["replicas"]?.integer ?? 1)
    }
  }

  /// What controls a pod, or the deployment of its replica set; who owns the deployment does not matter.
  private func scaledController(of pod: JSONValue) -> JSONValue? {
    guard let (key, owner) = controller(of: pod) else { return nil }
    guard key.storage == BuiltIn.replicaSets.storage, let (above, deployment) = controller(of: owner),
      above.storage == BuiltIn.deployments.storage
    else { return owner }
    return deployment
  }

  private func controller(of object: JSONValue) -> (key: StoredKey, object: JSONValue)? {
    guard let key = object.controllerUID.flatMap({ store.key(ofUID: $0) }), let owner = store[key] else { return nil }
    return (key, owner)
  }

  // MARK: - Eviction

  /// Deletes a pod if its disruption budget allows it.
  ///
  /// - Throws: `APIFailure` 429 when it does not, 500 when several budgets select the pod.
  mutating func evict(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    guard request.method == .post else { throw .methodNotAllowed }
    let eviction = try request.jsonBody()
    guard eviction.name == name else { throw .badRequest("name in URL does not match name in Eviction object") }
    let pod = try existing(request, name)
    try admit(AdmissionAttributes(creating: eviction, request, name))
    if !ignoresBudgets(pod) { try spend(on: pod, now: request.now) }
    var options = DeleteOptions()
    options.gracePeriodSeconds = eviction["deleteOptions"]?["gracePeriodSeconds"]?.integer
    if !request.isDryRun { delete(markEvicted(pod, now: request.now), request.definition, options, now: request.now) }
    return .json(
      ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "code": 201], status: 201)
  }

  /// A pod that serves nobody anyway.
  private func ignoresBudgets(_ pod: JSONValue) -> Bool {
    pod.isDeleting || ["Succeeded", "Failed", "Pending"].contains(pod["status"]?["phase"]?.string)
  }

  private mutating func spend(on pod: JSONValue, now: Timestamp) throws(APIFailure) {
    let budgets = store.objects(in: BuiltIn.budgets.storage, namespace: pod.namespace).map(\.value).filter { budget in
      selector(of: budget)?.matches(pod.labels) ?? false
    }
    guard budgets.count <= 1 else {
      throw APIFailure(
        code: 500, reason: "InternalError",
        message: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.")
    }
    guard let budget = budgets.first else { return }
    let healthy = budget.statusCount("currentHealthy")
    let desired = budget.statusCount("desiredHealthy")
    if !PodFacts.isReady(pod) {
      if budget["spec"]?["unhealthyPodEvictionPolicy"] == "AlwaysAllow" { return }
      if desired > 0, healthy >= desired { return }
    }
    if budget["status"]?["observedGeneration"]?.integer ?? 0 < budget.generation ?? 0 {
      throw .overBudget("The disruption budget \(budget.name) is still being processed by the server.")
    }
    let allowed = budget.statusCount("disruptionsAllowed")
    guard allowed > 0 else { throw .overBudget(BudgetStatus.refusal(of: budget)) }
    var spent = budget
    spent[["status", "disruptionsAllowed"]] = .count(allowed - 1)
    spent[["status", "disruptedPods", pod.name]] = .string(now.wholeSeconds.text)
    spent[["status", "conditions"]] = BudgetStatus.conditions(budget, allowed: allowed - 1, now: now)
    updateInternally(BuiltIn.budgets, budget, to: spent, subresource: "status", manager: "kube-apiserver", now: now)
  }

  private mutating func markEvicted(_ pod: JSONValue, now: Timestamp) -> JSONValue {
    var marked = pod
    let condition: JSONValue = [
      "type": "DisruptionTarget", "status": "True", "lastProbeTime": .null,
      "lastTransitionTime": .string(now.wholeSeconds.text), "reason": "EvictionByEvictionAPI",
      "message": "Eviction API: evicting",
    ]
    let others = (pod["status"]?["conditions"]?.elements ?? []).filter { $0["type"] != "DisruptionTarget" }
    marked[["status", "conditions"]] = .array(others + [condition])
    // Nobody owns what the server itself writes here.
    return store.put(marked, at: StoredKey(storage: BuiltIn.pods.storage, key: pod.key))
  }
}

extension APIFailure {
  fileprivate static func overBudget(_ cause: String) -> APIFailure {
    APIFailure(
      code: 429, reason: "TooManyRequests",
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: ["causes": [["reason": "DisruptionBudget", "message": .string(cause)]]])
  }
}
