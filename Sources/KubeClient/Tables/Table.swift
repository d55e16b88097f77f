public import KubeCore

/// Objects as rows for people to read (`meta.k8s.io/v1`).
public struct Table: Codable, Sendable, Hashable {
  public struct Column: Codable, Sendable, Hashable {
    public var name: String
    /// An OpenAPI type: `string`, `integer`, `number`, `boolean`, `date`.
    public var type: String
    /// Such as `name` for the column with the object's name; may be empty.
    public var format: String?
    public var description: String?
    /// 0 for what is always shown; higher for what only wide output shows.
    public var priority: Int?
  }

  public struct Row: Codable, Sendable, Hashable {
    /// One for each column; `null` where the object has no value.
    public var cells: [JSONValue]
    /// The object, or its metadata, or nothing: see ``Table/Inclusion``.
    public var object: JSONValue?
  }

  /// What of an object comes with its row.
  public enum Inclusion: String, Sendable, Hashable {
    case none = "None"
    case metadata = "Metadata"
    case object = "Object"
  }

  public var metadata: ListMeta
  /// Empty in all events of a watch but the first.
  public var columnDefinitions: [Column]
  public var rows: [Row]

  private enum CodingKeys: CodingKey { case metadata, columnDefinitions, rows }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    metadata = try container.decodeIfPresent(ListMeta.self, forKey: .metadata) ?? ListMeta()
    columnDefinitions = try container.decodeIfPresent([Column].self, forKey: .columnDefinitions) ?? []
    rows = try container.decodeIfPresent([Row].self, forKey: .rows) ?? []
  }

  /// The cells of a column, row by row; `nil` for a column that is not there.
  public func cells(_ column: String) -> [JSONValue]? {
    guard let position = columnDefinitions.firstIndex(where: { $0.name == column }) else { return nil }
    return rows.map { $0.cells.indices.contains(position) ? $0.cells[position] : .null }
  }
}
