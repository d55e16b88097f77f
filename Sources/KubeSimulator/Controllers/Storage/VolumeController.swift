import KubeCore

/// Volumes and claims, as far as a cluster tells without binding one to the other: what is in use does not go.
extension SimulatedCluster {
  static let volumes = "persistentvolumes"
  static let claims = "persistentvolumeclaims"

  mutating func syncVolume(_ key: ObjectKey, now: Timestamp) {
    guard let volume = store[StoredKey(storage: Self.volumes, key: key)],
      let definition = registry.definition(storage: Self.volumes)
    else { return }
    let phase = volume["status"]?["phase"]?.string
    if volume.isDeleting, phase != "Bound" { return release(volume, definition, "kubernetes.io/pv-protection", now) }
    guard phase == "Pending" else { return }
    var new = volume
    new[["status", "phase"]] = "Available"
    updateInternally(definition, volume, to: new, subresource: "status", now: now)
  }

  /// A claim that is deleted goes when no pod on a node uses it.
  mutating func syncClaim(_ key: ObjectKey, now: Timestamp) {
    guard let claim = store[StoredKey(storage: Self.claims, key: key)], claim.isDeleting,
      let definition = registry.definition(storage: Self.claims)
    else { return }
    let pods = store.objects(in: BuiltIn.pods.storage, namespace: key.namespace).map(\.value)
    let isUsed = pods.contains { !Self.isUnbound($0) && Self.claims(of: $0).contains(key.name) }
    if !isUsed { release(claim, definition, "kubernetes.io/pvc-protection", now) }
  }

  /// The names of the claims that a pod uses.
  static func claims(of pod: JSONValue) -> [String] {
    (pod["spec"]?["volumes"]?.elements ?? []).compactMap { volume in
      if volume["ephemeral"] != nil { return volume["name"]?.string.map { "\(pod.name)-\($0)" } }
      return volume["persistentVolumeClaim"]?["claimName"]?.string
    }
  }

  private mutating func release(
    _ object: JSONValue, _ definition: ResourceDefinition, _ finalizer: String, _ now: Timestamp
  ) {
    guard object.finalizers.contains(finalizer) else { return }
    var new = object
    new.removeFinalizer(finalizer)
    updateInternally(definition, object, to: new, now: now)
  }
}
