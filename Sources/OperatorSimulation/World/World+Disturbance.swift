import KubeClient
import KubeCore
import KubeSimulator
import SlipwayAPI
import Workloads

extension World {
  /// Carries out what happens to the cluster itself.
  mutating func disturb(_ fault: Fault) {
    let deployments = view.children(.deployment, of: Scenario.key).map(\.key)
    switch fault.kind {
    case .compact: cluster.compact()
    case .upgrade: upgradeDefinition()
    case .storm: for number in 1...max(1, fault.argument) { touchEverything(number) }
    case .disown: meddle(fault.argument, ["ownerReferences": .null]) { ["ownerReferences": $0["ownerReferences"] ?? []] }
    case .unlabel:
      meddle(fault.argument, ["labels": [SlipwayLabels.managedBy: .null]]) { _ in
        ["labels": [SlipwayLabels.managedBy: .string(SlipwayLabels.manager)]]
      }
    case .finalize: meddle(fault.argument, ["finalizers": ["example.com/hold"]]) { _ in ["finalizers": .null] }
    case .podCrash:
      guard let pod = chosenPod(fault.argument) else { return }
      load.restart(pod.uid)
      setReady(pod.path, false)
      kubelet.add(.makeReady, pod.key, pod.uid, at: elapsed + Kubelet.startTime * 2)
    case .podVanish:
      guard let pod = chosenPod(fault.argument) else { return }
      delete(pod.path)
    case .nodeLost:
      kubelet.lostUntil = elapsed + .seconds(fault.argument)
      for position in view.children(.pod, of: Scenario.key).indices {
        guard let pod = chosenPod(position + 1), view[.pod, pod.key]?.isReadyPod == true else { continue }
        setReady(pod.path, false)
        kubelet.add(.makeReady, pod.key, pod.uid, at: kubelet.lostUntil)
      }
    case .deleteDeployment:
      guard let key = Self.chosen(fault.argument, of: deployments) else { return }
      delete("/apis/apps/v1/namespaces/ml/deployments/\(key.name)")
    case .deleteService:
      guard let key = Self.chosen(fault.argument, of: view.children(.service, of: Scenario.key).map(\.key)) else { return }
      delete("/api/v1/namespaces/ml/services/\(key.name)")
    case .scale:
      for key in deployments {
        patch("/apis/apps/v1/namespaces/ml/deployments/\(key.name)", ["spec": ["replicas": .integer(Int64(fault.argument))]])
      }
    case .editSelector:
      guard let key = Self.chosen(fault.argument, of: view.children(.service, of: Scenario.key).map(\.key)) else { return }
      patch("/api/v1/namespaces/ml/services/\(key.name)", ["spec": ["selector": ["app": "other"]]])
    case .deleteRoute: if let route { delete(route.path) }
    case .editRoute: if let route { patch(route.path, ["spec": ["rules": Self.fixed(route.value)]]) }
    default: break
    }
  }

  private var route: (path: String, value: JSONValue)? {
    view.children(.route, of: Scenario.key).first.map {
      ("/apis/gateway.networking.k8s.io/v1/namespaces/ml/httproutes/\($0.key.name)", $0.value)
    }
  }

  /// The rules of a route with all weight on the first of the backends.
  private static func fixed(_ route: JSONValue) -> JSONValue {
    let rules = (route["spec"]?["rules"]?.elements ?? []).map { rule -> JSONValue in
      var rule = rule
      let backends = (rule["backendRefs"]?.elements ?? []).enumerated().map { position, backend -> JSONValue in
        var backend = backend
        backend["weight"] = .integer(position == 0 ? 10_000 : 0)
        return backend
      }
      rule["backendRefs"] = .array(backends)
      return rule
    }
    return .array(rules)
  }

  /// Changes the metadata of the n-th Deployment, and changes it back a while later.
  private mutating func meddle(_ number: Int, _ change: JSONValue, undo: (JSONValue) -> JSONValue) {
    guard let chosen = Self.chosen(number, of: view.children(.deployment, of: Scenario.key)) else { return }
    let path = "/apis/apps/v1/namespaces/ml/deployments/\(chosen.key.name)"
    let metadata = chosen.value["metadata"] ?? [:]
    repairs.append(
      Repair(
        due: elapsed + FaultKind.disown.span(0), path: path, uid: chosen.value.uid, changes: undo(metadata)))
    patch(path, ["metadata": change])
  }

  /// Undoes what somebody has done for a while, unless the object is gone.
  mutating func runRepairs() {
    let due = repairs.filter { $0.due <= elapsed }
    repairs.removeAll { $0.due <= elapsed }
    for repair in due {
      var changes: JSONValue = ["metadata": repair.changes]
      changes[["metadata", "uid"]] = .string(repair.uid)
      patch(repair.path, changes)
    }
  }

  /// A newer version of the operator has been here: it knows fields of the status that this one does not.
  private mutating func upgradeDefinition() {
    var definition = CustomResourceDefinition.modelDeployment
    guard var version = definition["spec"]?["versions"]?[0] else { return }
    version[["schema", "openAPIV3Schema", "properties", "status", "properties", "outlook"]] = ["type": "string"]
    definition[["spec", "versions"]] = [version]
    let name = definition["metadata"]?["name"]?.string ?? ""
    patch("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/\(name)", ["spec": definition["spec"] ?? [:]])
    patch(Manifest.path("ml") + "/\(Scenario.key.name)/status", ["status": ["outlook": "bright"]])
  }

  private mutating func touchEverything(_ number: Int) {
    let paths = [
      (ClusterView.Kind.deployment, "/apis/apps/v1/namespaces/ml/deployments"), (.service, "/api/v1/namespaces/ml/services"),
      (.pod, "/api/v1/namespaces/ml/pods"),
    ]
    for (kind, path) in paths {
      for child in view.children(kind, of: Scenario.key) {
        patch("\(path)/\(child.key.name)", ["metadata": ["annotations": ["touched": .string(String(number))]]])
      }
    }
  }

  private struct ChosenPod {
    var key: ObjectKey
    var uid: String
    var path: String
  }

  private func chosenPod(_ number: Int) -> ChosenPod? {
    let pods = view.children(.pod, of: Scenario.key).filter { !$0.value.isDeleting }
    guard let pod = Self.chosen(number, of: pods) else { return nil }
    return ChosenPod(key: pod.key, uid: pod.value.uid, path: "/api/v1/namespaces/ml/pods/\(pod.key.name)")
  }

  /// The n-th element, from 1, beginning again after the last.
  private static func chosen<Element>(_ number: Int, of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[abs(number - 1) % elements.count]
  }

  private mutating func delete(_ path: String) { _ = change { cluster, now in cluster.call(.delete, path, at: now).status } }

  private mutating func patch(_ path: String, _ changes: JSONValue) {
    _ = change { cluster, now in
      cluster.call(.patch, path, changes, type: "application/merge-patch+json", at: now).status
    }
  }
}
