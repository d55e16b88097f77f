public import KubeCore

/// A page of a list, or the whole of it.
public struct KubeList<Object: Codable & Sendable>: Codable, Sendable {
  public var metadata: ListMeta
  public var items: [Object]

  public init(metadata: ListMeta, items: [Object]) {
    self.metadata = metadata
    self.items = items
  }

  private enum CodingKeys: CodingKey { case metadata, items }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    metadata = try container.decode(ListMeta.self, forKey: .metadata)
    // An empty list may come as `null`.
    items = try container.decodeIfPresent([Object].self, forKey: .items) ?? []
  }
}
