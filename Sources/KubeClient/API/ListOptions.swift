public import KubeCore

/// What a list is restricted to, and how fresh it must be.
public struct ListOptions: Sendable, Hashable {
  public var labelSelector: LabelSelector?
  /// Such as `metadata.name=fraud`.
  public var fieldSelector: String?
  /// Objects a page; default 500, as in client-go. `nil` asks for all at once.
  public var limit: Int? = 500
  public var `continue`: String?
  /// `nil` for the newest state, `"0"` for any that the server has at hand, or a version that must not be undercut.
  public var resourceVersion: String?

  public init(labelSelector: LabelSelector? = nil, fieldSelector: String? = nil) {
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
  }

  var query: [KubeRequest.Field] {
    var query: [KubeRequest.Field] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { query.append(KubeRequest.Field(name, value)) }
    }
    add("labelSelector", labelSelector?.description)
    add("fieldSelector", fieldSelector)
    // Paging a list at a given version would bypass the server's watch cache.
    if resourceVersion == nil || resourceVersion == "0" { add("limit", limit.map(String.init)) }
    add("continue", `continue`)
    add("resourceVersion", resourceVersion)
    if let resourceVersion, resourceVersion != "0" { add("resourceVersionMatch", "NotOlderThan") }
    return query
  }
}
