/// The metadata of a list (`metav1.ListMeta`).
public struct ListMeta: Sendable, Hashable, Codable {
  public var resourceVersion: String?
  /// The token of the next page; absent or empty on the last one.
  public var `continue`: String?
  public var remainingItemCount: Int64?

  public init(resourceVersion: String? = nil, continue token: String? = nil, remainingItemCount: Int64? = nil) {
    self.resourceVersion = resourceVersion
    self.continue = token
    self.remainingItemCount = remainingItemCount
  }
}
