import KubeCore

/// How controllers find what is theirs, take up what nobody owns, and let go of what no longer fits.
extension SimulatedCluster {
  func selector(of object: JSONValue) -> LabelSelector? { Self.selector(of: object) }

  static func selector(of object: JSONValue) -> LabelSelector? {
    guard let selector = object["spec"]?["selector"] else { return nil }
    // The oldest of the kinds selects by labels alone.
    if object["kind"] == "ReplicationController" { return LabelSelector(matchLabels: selector.stringMap) }
    return try? JSONCoding.decode(LabelSelector.self, from: selector)
  }

  /// The objects of a table that an owner controls, in order.
  func controlled(by owner: JSONValue, in storage: String) -> [JSONValue] {
    store.dependents(ofUID: owner.uid ?? "").filter { $0.storage == storage }.compactMap { store[$0] }
      .filter { $0.controllerUID == owner.uid }
  }

  static func controllerReference(_ owner: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    [
      "apiVersion": .string(definition.type.apiVersion), "kind": .string(definition.type.kind),
      "name": .string(owner.name), "uid": .string(owner.uid ?? ""), "controller": true, "blockOwnerDeletion": true,
    ]
  }

  /// Adopts orphans that match the selector, and releases what the owner controls but no longer selects.
  ///
  /// - Parameters:
  ///   - isEligible: which objects are considered at all.
  ///   - isMember: what an object must be beside having the labels.
  mutating func claim(
    _ definition: ResourceDefinition, for owner: JSONValue, _ ownerDefinition: ResourceDefinition,
    _ selector: LabelSelector, now: Timestamp, isEligible: (JSONValue) -> Bool = { _ in true },
    isMember: (JSONValue) -> Bool = { _ in true }
  ) {
    guard !owner.isDeleting else { return }
    for object in controlled(by: owner, in: definition.storage)
    where isEligible(object) && !(selector.matches(object.labels) && isMember(object)) {
      release(object, definition, from: owner, now: now)
    }
    for (_, object) in store.objects(in: definition.storage, namespace: owner.namespace)
    where object.controllerUID == nil && !object.isDeleting && isEligible(object) && selector.matches(object.labels)
      && isMember(object)
    {
      adopt(object, definition, for: owner, ownerDefinition, now: now)
    }
  }

  mutating func adopt(
    _ object: JSONValue, _ definition: ResourceDefinition, for owner: JSONValue,
    _ ownerDefinition: ResourceDefinition, now: Timestamp
  ) {
    var adopted = object
    let reference = Self.controllerReference(owner, ownerDefinition)
    let others = object.ownerReferences.filter { $0["uid"]?.string != owner.uid }
    adopted.setMetadata("ownerReferences", .array(others + [reference]))
    updateInternally(definition, object, to: adopted, now: now)
  }

  private mutating func release(
    _ object: JSONValue, _ definition: ResourceDefinition, from owner: JSONValue, now: Timestamp
  ) {
    var released = object
    released.setMetadata("ownerReferences", .array(object.ownerReferences.filter { $0["uid"]?.string != owner.uid }))
    updateInternally(definition, object, to: released, now: now)
  }
}

extension JSONValue {
  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// A count among the status's members; absent ones are zero.
  func statusCount(_ field: String) -> Int { Int(clamping: self["status"]?[field]?.integer ?? 0) }
}

extension JSONObject {
  /// Sets a count; zero is left out, as Go's `omitempty` does.
  mutating func setCount(_ name: String, _ number: Int) { self[name] = number == 0 ? nil : .count(number) }
}
