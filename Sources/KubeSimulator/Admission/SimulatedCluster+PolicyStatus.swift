import KubeCore

extension SimulatedCluster {
  /// Writes into a policy's status what its expressions get wrong about the kinds that it names.
  mutating func syncPolicy(_ key: ObjectKey, now: Timestamp) {
    let storage = "admissionregistration.k8s.io/validatingadmissionpolicies"
    guard let policy = store[StoredKey(storage: storage, key: key)],
      let definition = registry.definition(storage: storage),
      policy["status"]?["observedGeneration"]?.integer != policy.generation
    else { return }
    var new = policy
    new["status"] = ["observedGeneration": .integer(policy.generation ?? 1)]
    let warnings = PolicyTypeCheck.warnings(policy, namedKinds(policy))
    new[["status", "typeChecking"]] = warnings.isEmpty ? [:] : ["expressionWarnings": .array(warnings)]
    var context = WriteContext(definition, manager: "validatingadmissionpolicy-status", subresource: "status", now: now)
    context.operation = .apply
    _ = try? update(policy, to: new, context)
  }

  private func namedKinds(_ policy: JSONValue) -> [ResourceDefinition] {
    let rules = policy["spec"]?["matchConstraints"]?["resourceRules"]?.elements ?? []
    var kinds: [ResourceDefinition] = []
    for rule in rules {
      for group in rule["apiGroups"]?.elements ?? [] {
        for version in rule["apiVersions"]?.elements ?? [] {
          for plural in rule["resources"]?.elements ?? [] {
            let kind = registry.definition(
              group: group.string ?? "", version: version.string ?? "", plural: plural.string ?? "")
            if let kind, !kinds.contains(where: { $0.type == kind.type }) { kinds.append(kind) }
          }
        }
      }
    }
    return kinds
  }
}
