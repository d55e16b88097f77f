import KubeCore
import KubeTypes
import PodLifecycle

/// Pods on simulated nodes: they follow scripts, and their statuses are written as a kubelet writes them.
extension SimulatedCluster {
  /// What becomes of the pods on simulated nodes; it counts for pods that arrive from now on.
  public var podScripts: PodScripts {
    get { kubelet.scripts }
    set { kubelet.scripts = newValue }
  }

  mutating func syncPod(_ key: ObjectKey, now: Timestamp) {
    let object = store[StoredKey(storage: BuiltIn.pods.storage, key: key)]
    guard let object, object.uid == kubelet.pods[key]?.uid || kubelet.pods[key] == nil else {
      kubelet.pods[key] = nil
      if object != nil { syncPod(key, now: now) }
      return
    }
    guard let machine = object["spec"]?["nodeName"]?.string.flatMap({ kubelet.machines[$0] }),
      machine.lostSince == nil, var pod = kubelet.pods[key] ?? arrival(object, machine, now: now)
    else { return }
    let isNews = pod.seenVersion != object.resourceVersion
    guard let event = isNews ? observed(object) : .woke else { return }
    pod.seenVersion = object.resourceVersion
    let effects = pod.handle(event, now: now)
    kubelet.pods[key] = pod
    for effect in effects { perform(effect, key, now: now) }
    if let wake = kubelet.pods[key]?.nextWake { queue.wake(WorkItem(controller: .kubelet, key: key), at: wake) }
  }

  /// A pod that has ended before it came here is nothing to a kubelet.
  private mutating func arrival(_ object: JSONValue, _ machine: ScriptedKubelet.Machine, now: Timestamp) -> ScriptedPod? {
    guard !PodFacts.isFinished(object), let pod = try? JSONCoding.decode(Pod.self, from: object) else { return nil }
    let script = kubelet.scripts.script(for: object, draw: ScriptedKubelet.draw(object.uid ?? ""))
    return ScriptedPod(
      pod, script: script, address: kubelet.takeAddress(), hostIP: machine.address, now: now)
  }

  private func observed(_ object: JSONValue) -> PodEvent? {
    (try? JSONCoding.decode(Pod.self, from: object)).map { .observed($0) }
  }

  private mutating func perform(_ effect: ScriptedPod.Effect, _ key: ObjectKey, now: Timestamp) {
    guard let object = store[StoredKey(storage: BuiltIn.pods.storage, key: key)] else { return }
    switch effect {
    case .report(let status):
      guard let members = (try? JSONCoding.tree(status))?.object else { return }
      var new = object
      for (name, value) in members { new[["status", name]] = value }
      let stored = updateInternally(
        BuiltIn.pods, object, to: new, subresource: "status", manager: "kubelet", now: now)
      kubelet.pods[key]?.seenVersion = stored?.resourceVersion
    case .remove:
      var options = DeleteOptions()
      options.gracePeriodSeconds = 0
      delete(object, BuiltIn.pods, options, now: now)
    case .finish: kubelet.pods[key] = nil
    }
  }
}
