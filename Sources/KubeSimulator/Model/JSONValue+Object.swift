import KubeCore

/// Shorthands for what every object has.
extension JSONValue {
  var metadata: JSONValue { self["metadata"] ?? [:] }
  var name: String { self["metadata"]?["name"]?.string ?? "" }
  var namespace: String? { self["metadata"]?["namespace"]?.string }
  var uid: String? { self["metadata"]?["uid"]?.string }
  var resourceVersion: String? { self["metadata"]?["resourceVersion"]?.string }
  var generation: Int64? { self["metadata"]?["generation"]?.integer }
  var labels: [String: String] { self["metadata"]?["labels"]?.stringMap ?? [:] }
  var annotations: [String: String] { self["metadata"]?["annotations"]?.stringMap ?? [:] }
  var finalizers: [String] { self["metadata"]?["finalizers"]?.elements.compactMap(\.string) ?? [] }
  var isDeleting: Bool { self["metadata"]?["deletionTimestamp"]?.string != nil }
  var creationTime: Timestamp? { self["metadata"]?["creationTimestamp"]?.string.flatMap { Timestamp($0) } }
  var ownerReferences: [JSONValue] { self["metadata"]?["ownerReferences"]?.elements ?? [] }
  var ownerUIDs: [String] { ownerReferences.compactMap { $0["uid"]?.string } }
  var key: ObjectKey { ObjectKey(namespace: namespace, name: name) }

  /// The reference to the owner that controls the object.
  var controller: JSONValue? { ownerReferences.first { $0["controller"]?.bool == true } }

  /// The uid of the owner that controls the object.
  var controllerUID: String? { controller?["uid"]?.string }

  /// Sets a member of the metadata; an empty list or object takes the member away.
  mutating func setMetadata(_ name: String, _ value: JSONValue?) {
    let isEmpty = value?.array?.isEmpty == true || value?.object?.isEmpty == true
    self[["metadata", name]] = isEmpty ? nil : value
  }

  mutating func removeFinalizer(_ name: String) {
    setMetadata("finalizers", .array(finalizers.filter { $0 != name }.map { .string($0) }))
  }

  /// The condition of a type in the status.
  func condition(_ type: String) -> JSONValue? {
    self["status"]?["conditions"]?.elements.first { $0["type"]?.string == type }
  }

  static func text(_ value: String?) -> JSONValue? { value.map { .string($0) } }
}
