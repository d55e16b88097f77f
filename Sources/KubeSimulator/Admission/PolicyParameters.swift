import KubeCore

/// Finds the objects that a binding names as parameters of its policy.
struct PolicyParameters {
  /// What is wrong with the policy, or with its binding.
  struct Problem: Error {
    var message: String
  }

  let registry: ResourceRegistry
  let store: ObjectStore

  /// The parameters that the policy is to be evaluated with, one after the other; `nil` stands for none.
  ///
  /// - Parameter namespace: that of the change; empty for what belongs to none.
  func find(
    _ kind: JSONValue?, _ reference: JSONValue?, namespace: String
  ) throws(Problem) -> [JSONValue?] {
    guard let kind else { return [nil] }
    let definition = try definition(of: kind)
    guard let reference else { return [nil] }
    let place = try self.namespace(definition, reference, namespace)
    let found: [JSONValue]
    if let name = reference["name"]?.string, !name.isEmpty {
      let key = StoredKey(storage: definition.storage, key: ObjectKey(namespace: place, name: name))
      found = store[key].map { [$0] } ?? []
    } else {
      let selector = ResourceRules.selector(reference["selector"])
      found = store.objects(in: definition.storage, namespace: place).map(\.value).filter {
        selector.matches($0.labels)
      }
    }
    guard !found.isEmpty || reference["parameterNotFoundAction"] != "Deny" else {
      throw Problem(message: "no params found for policy binding with `Deny` parameterNotFoundAction")
    }
    return found.map { SimulatedCluster.view($0, definition) }
  }

  /// - Throws: when nothing of the kind is served.
  func definition(of kind: JSONValue) throws(Problem) -> ResourceDefinition {
    let version = kind["apiVersion"]?.string ?? ""
    let name = kind["kind"]?.string ?? ""
    guard let definition = registry.all.first(where: { $0.type.apiVersion == version && $0.type.kind == name }) else {
      let shown = "\(version.contains("/") ? "" : "/")\(version), Kind=\(name)"
      throw Problem(message: "failed to find resource referenced by paramKind: '\(shown)'")
    }
    return definition
  }

  private func namespace(
    _ definition: ResourceDefinition, _ reference: JSONValue, _ namespace: String
  ) throws(Problem) -> String? {
    let given = reference["namespace"]?.string ?? ""
    guard definition.type.isNamespaced else {
      guard given.isEmpty else {
        throw Problem(message: "paramRef.namespace must not be provided for a cluster-scoped `paramKind`")
      }
      return nil
    }
    let place = given.isEmpty ? namespace : given
    guard !place.isEmpty else {
      throw Problem(message: "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources")
    }
    return place
  }
}
