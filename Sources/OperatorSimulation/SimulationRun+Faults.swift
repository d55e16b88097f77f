import KubeClient
import KubeCore
import KubeSimulator

extension SimulationRun {
  /// How long two processes run side by side after one that stood still has gone on.
  private static let overlap = Duration.seconds(10)

  /// Carries out what goes wrong at a point in time.
  func strike(_ fault: Fault) {
    host.edit { $0.note("fault \(fault)") }
    let now = host.elapsed
    let span = Duration.seconds(fault.argument)
    let first = processes.first
    switch fault.kind {
    case .pause: first?.pausedUntil = now + span
    case .stepWall: for process in processes { process.stepWall(by: span) }
    case .restart: if let first { stops.append((now, first.session)) }
    case .twin:
      starts.append(now)
      if let first { stops.append((now + span, first.session)) }
    case .usurp:
      guard let first else { return }
      first.pausedUntil = now + span
      starts.append(now)
      stops.append((now + span + Self.overlap, first.session))
    case .outage:
      host.edit { $0.trouble.outageUntil = now + span }
      host.breakWatches()
    case .forbid: host.edit { $0.trouble.forbiddenUntil = now + span }
    default: host.edit { $0.disturb(fault) }
    }
  }
}

extension World {
  /// Carries out what happens to the cluster itself.
  mutating func disturb(_ fault: Fault) {
    let deployments = view.children(.deployment, of: Scenario.key).map(\.key)
    switch fault.kind {
    case .compact: cluster.compact()
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
    default: break
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
