import KubeCore

/// The claims of one pod of a stateful set, and who owns them.
struct StatefulSetClaims: Sendable {
  let set: JSONValue
  let pod: JSONValue

  private var templates: [JSONValue] { self.set["spec"]?["volumeClaimTemplates"]?.elements ?? [] }

  func name(of template: JSONValue) -> String { "\(template.name)-\(set.name)-\(PodOrdinal.of(pod))" }

  var names: [String] { templates.map(name) }

  /// The claims as they are made, with the labels that the set selects by.
  func made() -> [JSONValue] {
    templates.map { template in
      var claim = template
      claim[["metadata", "name"]] = .string(name(of: template))
      claim[["metadata", "namespace"]] = .text(set.namespace)
      let labels = template.labels.merging(set["spec"]?["selector"]?["matchLabels"]?.stringMap ?? [:]) { $1 }
      claim.setMetadata("labels", JSONValue(labels))
      return claim
    }
  }

  // MARK: - Volumes

  /// The pod with a volume for each claim, in place of those with such a name.
  func mounted() -> JSONValue {
    guard !templates.isEmpty else { return pod }
    let own = templates.map { template -> JSONValue in
      ["name": .string(template.name), "persistentVolumeClaim": ["claimName": .string(name(of: template))]]
    }
    let names = Set(templates.map(\.name))
    let others = (pod["spec"]?["volumes"]?.elements ?? []).filter { !names.contains($0["name"]?.string ?? "") }
    var pod = pod
    pod[["spec", "volumes"]] = .array(own + others)
    return pod
  }

  var areMounted: Bool {
    let volumes = pod["spec"]?["volumes"]?.elements ?? []
    return templates.allSatisfy { template in
      let volume = volumes.last { $0["name"]?.string == template.name }
      return volume?["persistentVolumeClaim"]?["claimName"]?.string == name(of: template)
    }
  }

  // MARK: - Owners

  /// Whether claims go with a pod that is scaled away, and with the set.
  private func deletes(_ moment: String) -> Bool {
    set["spec"]?["persistentVolumeClaimRetentionPolicy"]?[moment] == "Delete"
  }

  /// A claim that a former pod of the name takes with it, and that no new pod may therefore use.
  func isStale(_ claim: JSONValue) -> Bool { deletes("whenScaled") && hasStaleOwner(claim, pod, BuiltIn.pods) }

  /// Somebody else controls the claim, so that the set's policy cannot hold.
  func hasForeignController(_ claim: JSONValue) -> Bool {
    guard deletes("whenScaled") || deletes("whenDeleted") else { return false }
    for reference in claim.ownerReferences {
      if names(reference, set, BuiltIn.statefulSets) {
        if reference["uid"]?.string != set.uid { return true }
      } else if names(reference, pod, BuiltIn.pods) {
        if reference["uid"]?.string != pod.uid { return true }
      } else if reference["controller"]?.bool == true {
        return true
      }
    }
    return false
  }

  func areOwnersRight(_ claim: JSONValue) -> Bool {
    if hasStaleOwner(claim, set, BuiltIn.statefulSets) || hasStaleOwner(claim, pod, BuiltIn.pods) { return true }
    let (ownedBySet, ownedByPod) = (isOwned(claim, by: set), isOwned(claim, by: pod))
    if hasForeignController(claim) { return !ownedBySet && !ownedByPod }
    let hasBareOwner = claim.ownerReferences.contains { reference in
      [set.uid, pod.uid].contains(reference["uid"]?.string) && reference["controller"]?.bool != true
    }
    return !hasBareOwner && ownedBySet == wantsSet && ownedByPod == wantsPod
  }

  /// The claim with the owners that the set's policy gives it.
  func withRightOwners(_ claim: JSONValue) -> JSONValue {
    var references = claim.ownerReferences.filter {
      !names($0, set, BuiltIn.statefulSets) && !names($0, pod, BuiltIn.pods)
    }
    if !hasForeignController(claim) {
      if wantsPod { references.append(SimulatedCluster.controllerReference(pod, BuiltIn.pods)) }
      if wantsSet { references.append(SimulatedCluster.controllerReference(set, BuiltIn.statefulSets)) }
    }
    var claim = claim
    claim.setMetadata("ownerReferences", .array(references))
    return claim
  }

  private var isScaledAway: Bool { !StatefulSetPlan.ordinals(of: set).contains(PodOrdinal.of(pod)) }
  private var wantsPod: Bool { deletes("whenScaled") && isScaledAway }
  private var wantsSet: Bool { deletes("whenDeleted") && !wantsPod }

  private func isOwned(_ claim: JSONValue, by owner: JSONValue) -> Bool {
    owner.uid.map(claim.ownerUIDs.contains) ?? false
  }

  private func hasStaleOwner(_ claim: JSONValue, _ owner: JSONValue, _ definition: ResourceDefinition) -> Bool {
    let reference = claim.ownerReferences.first { names($0, owner, definition) }
    return reference.map { $0["uid"]?.string != owner.uid } ?? false
  }

  private func names(_ reference: JSONValue, _ owner: JSONValue, _ definition: ResourceDefinition) -> Bool {
    reference["apiVersion"]?.string == definition.type.apiVersion && reference["kind"]?.string == definition.type.kind
      && reference["name"]?.string == owner.name
  }
}
