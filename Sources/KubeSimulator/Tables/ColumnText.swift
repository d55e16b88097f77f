import KubeCore

/// Cells that many kinds share.
enum ColumnText {
  /// A map of labels, as kubectl writes it.
  static func labels(_ labels: [String: String]?) -> JSONValue {
    let text = (labels ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    return .string(text.isEmpty ? "<none>" : text)
  }

  /// A label selector, as kubectl writes it.
  static func selector(_ selector: JSONValue?) -> JSONValue {
    let text = selector.flatMap { try? JSONCoding.decode(LabelSelector.self, from: $0) }?.description ?? ""
    return .string(text.isEmpty ? "<none>" : text)
  }

  /// One member of each container of a pod, joined.
  static func containers(_ pod: JSONValue?, _ field: String) -> JSONValue {
    .string((pod?["containers"]?.elements ?? []).compactMap { $0[field]?.string }.joined(separator: ","))
  }

  /// At most so many of a list, and how many more there are.
  static func list(_ items: [String], atMost limit: Int = 3, separator: String = ",", none: String = "<none>") -> String
  {
    guard !items.isEmpty else { return none }
    let shown = items.prefix(limit).joined(separator: separator)
    return items.count > limit ? "\(shown) + \(items.count - limit) more..." : shown
  }

  static func flag(_ value: JSONValue?) -> JSONValue {
    value?.bool.map { $0 ? "True" : "False" } ?? "<unset>"
  }

  static let creation = TableColumn(
    name: "Created At", type: "date", description: TableColumns.age.description
  ) { object, _ in object.metadata["creationTimestamp"] ?? .null }
}
