import KubeCore

/// What the server's plugins do to a new pod before it is checked: its account, priority and runtime class.
extension SimulatedCluster {
  /// - Throws: `APIFailure` 403 when the pod names what is not there.
  func admitPod(_ pod: inout JSONValue) throws(APIFailure) {
    try checkAccount(of: pod)
    try setPriority(of: &pod)
    try setRuntime(of: &pod)
    try LimitRanger(limits: store.objects(in: "limitranges", namespace: pod.namespace).map(\.value)).admit(&pod)
  }

  /// Holds claims to the limits of their namespace; pods are held to them when they are made.
  func checkLimits(of object: JSONValue, _ definition: ResourceDefinition) throws(APIFailure) {
    guard definition.storage == "persistentvolumeclaims" else { return }
    try LimitRanger(limits: store.objects(in: "limitranges", namespace: object.namespace).map(\.value)).admit(
      claim: object)
  }

  private func checkAccount(of pod: JSONValue) throws(APIFailure) {
    guard let name = pod["spec"]?["serviceAccountName"]?.string, !name.isEmpty, name != "default" else { return }
    let key = ObjectKey(namespace: pod.namespace, name: name)
    guard store[StoredKey(storage: BuiltIn.serviceAccounts.storage, key: key)] == nil else { return }
    throw .podForbidden(
      pod, "error looking up service account \(pod.namespace ?? "")/\(name): serviceaccount \"\(name)\" not found")
  }

  private func setPriority(of pod: inout JSONValue) throws(APIFailure) {
    let classes = store.objects(in: SystemPriorities.storage).map(\.value)
    let name = pod["spec"]?["priorityClassName"]?.string ?? ""
    var chosen: JSONValue?
    if name.isEmpty {
      chosen = classes.filter { $0["globalDefault"]?.bool == true }.min {
        $0["value"]?.integer ?? 0 < $1["value"]?.integer ?? 0
      }
      if let chosen { pod[["spec", "priorityClassName"]] = .string(chosen.name) }
    } else if let value = SystemPriorities.values[name] {
      chosen = ["value": .integer(value)]
    } else {
      chosen = classes.first { $0.name == name }
      guard chosen != nil else { throw .podForbidden(pod, "no PriorityClass with name \(name) was found") }
    }
    let computed = chosen?["value"]?.integer ?? 0
    if let given = pod["spec"]?["priority"]?.integer, given != computed {
      throw .podForbidden(
        pod,
        "the integer value of priority (\(given)) must not be provided in pod spec; priority admission controller computed "
          + "\(computed) from the given PriorityClass name")
    }
    pod[["spec", "priority"]] = .integer(computed)
    if pod["spec"]?["preemptionPolicy"] == nil, let policy = chosen?["preemptionPolicy"] {
      pod[["spec", "preemptionPolicy"]] = policy
    }
  }

  private func setRuntime(of pod: inout JSONValue) throws(APIFailure) {
    let given = pod["spec"]?["overhead"]
    guard let name = pod["spec"]?["runtimeClassName"]?.string else {
      if given != nil {
        throw .podForbidden(pod, "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead")
      }
      return
    }
    let key = StoredKey(storage: "node.k8s.io/runtimeclasses", key: ObjectKey(name: name))
    guard let runtime = store[key] else {
      throw .podForbidden(pod, "pod rejected: RuntimeClass \"\(name)\" not found")
    }
    if let overhead = runtime["overhead"]?["podFixed"] { pod[["spec", "overhead"]] = overhead }
  }
}

extension APIFailure {
  static func podForbidden(_ pod: JSONValue, _ text: String) -> APIFailure {
    forbidden(group: "", plural: "pods", pod.name, text)
  }
}
