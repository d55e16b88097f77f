import KubeCore

/// What a recorded path names.
struct RecordedPlace {
  var type: ResourceType
  var namespace: String?
  var name: String?
  var subresource: String?

  private static let clusterScoped = [
    "namespaces", "customresourcedefinitions", "selfsubjectaccessreviews", "subjectaccessreviews", "tokenreviews", "things",
  ]

  /// - Returns: `nil` for paths that are no collection and no object.
  init?(_ step: RecordedStep) {
    var rest = step.path.split(separator: "/").map(String.init)[...]
    guard let root = rest.popFirst(), ["api", "apis"].contains(root) else { return nil }
    let group = root == "api" ? "" : rest.popFirst() ?? ""
    guard let version = rest.popFirst() else { return nil }
    if rest.first == "namespaces", rest.count > 2 {
      namespace = rest.dropFirst().first
      rest = rest.dropFirst(2)
    }
    guard let plural = rest.popFirst() else { return nil }
    name = rest.popFirst()
    subresource = rest.popFirst()
    let kind = step.request["body"]?["kind"]?.string ?? plural
    type = ResourceType(
      group: group, version: version, kind: kind, plural: plural,
      isNamespaced: namespace != nil || !Self.clusterScoped.contains(plural))
  }
}
