import KubeCore

/// A small kind for tests.
struct Widget: KubeResource {
  static let resourceType = ResourceType(group: "test.dev", version: "v1", kind: "Widget", plural: "widgets")

  var metadata: ObjectMeta
  var size: Int?

  init(
    _ name: String, version: Int? = nil, uid: String? = nil, namespace: String? = "shop", size: Int? = nil,
    labels: [String: String]? = nil, owner: OwnerReference? = nil
  ) {
    metadata = ObjectMeta(name: name, namespace: namespace, labels: labels, ownerReferences: owner.map { [$0] })
    metadata.resourceVersion = version.map(String.init)
    metadata.uid = uid ?? "uid-\(name)"
    self.size = size
  }

  var json: String {
    get throws { String(decoding: try JSONCoding.encode(self), as: UTF8.self) }
  }
}
