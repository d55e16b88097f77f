public import KubeCore

/// A page of a list, or the whole of it.
public struct KubeList<Object: Codable & Sendable>: Codable, Sendable {
  public var metadata: ListMeta
  public var items: [Object]
  /// The objects that could not be decoded. They are missing in `items`, and do not keep the others from being there.
  public var failures: [ListFailure]

  public init(metadata: ListMeta, items: [Object], failures: [ListFailure] = []) {
    self.metadata = metadata
    self.items = items
    self.failures = failures
  }

  private enum CodingKeys: CodingKey { case metadata, items }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    metadata = try container.decode(ListMeta.self, forKey: .metadata)
    // An empty list may come as `null`.
    items = try container.decodeIfPresent([Object].self, forKey: .items) ?? []
    failures = []
  }
}
