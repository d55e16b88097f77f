public import KubeCore

/// What a list is restricted to, and how fresh it must be.
public struct ListOptions: Sendable, Hashable {
  public var labelSelector: LabelSelector?
  /// Such as `metadata.name=fraud`.
  public var fieldSelector: String?
  /// Objects a page; default 500, as in client-go. `nil` asks for all at once.
  ///
  /// A list at a version that must not be undercut is never paged: paging would bypass the server's watch cache.
  public var limit: Int? = 500
  /// The token of the page before. The selectors must be the same again, and the version stay away.
  public var `continue`: String?
  /// `nil` for the newest state, `"0"` for any that the server has at hand, or a version.
  public var resourceVersion: String?
  /// How ``resourceVersion`` is meant, when it is neither `nil` nor `"0"`; default `.notOlderThan`.
  public var resourceVersionMatch: ResourceVersionMatch?

  public init(labelSelector: LabelSelector? = nil, fieldSelector: String? = nil) {
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
  }

  /// The query, with the name and value of each field.
  ///
  /// - Throws: `.invalidRequest` for combinations that every server refuses.
  func query() throws(KubeError) -> [KubeRequest.Field] {
    try check()
    var query = QueryBuilder()
    query.add("labelSelector", labelSelector?.description)
    query.add("fieldSelector", fieldSelector)
    if isPaged { query.add("limit", limit.map(String.init)) }
    query.add("continue", `continue`)
    query.add("resourceVersion", resourceVersion)
    query.add("resourceVersionMatch", match?.rawValue)
    return query.fields
  }

  private var isAtVersion: Bool { !(resourceVersion ?? "").isEmpty && resourceVersion != "0" }

  private var isPaged: Bool { !isAtVersion || resourceVersionMatch == .exact }

  private var match: ResourceVersionMatch? { resourceVersionMatch ?? (isAtVersion ? .notOlderThan : nil) }

  /// The rules of the API's own validation of list options.
  private func check() throws(KubeError) {
    let hasVersion = !(resourceVersion ?? "").isEmpty
    let problem: String? =
      if resourceVersionMatch != nil, !hasVersion {
        "resourceVersionMatch needs a resourceVersion"
      } else if resourceVersionMatch == .exact, resourceVersion == "0" {
        "resourceVersionMatch Exact needs a version other than \"0\""
      } else if !(`continue` ?? "").isEmpty, hasVersion {
        "a continue token holds the version: resourceVersion must not be given beside it"
      } else if let limit, limit < 0 {
        "the limit must not be negative"
      } else {
        nil
      }
    if let problem { throw KubeError(.invalidRequest, message: problem) }
  }
}
