import KubeCore
import KubeSchema

/// Who owns which fields of an object (`metadata.managedFields`).
struct ManagedFields: Sendable, Hashable {
  /// What one manager owns through one operation.
  struct Entry: Sendable, Hashable {
    var manager: String
    var operation: Operation
    var apiVersion: String
    var subresource: String?
    var time: String?
    var fields: FieldSet { didSet { if fields != oldValue { written = nil } } }
    /// The fields in wire form, when they are still as they were read.
    private(set) var written: JSONValue?

    init(
      manager: String, operation: Operation, apiVersion: String, subresource: String?, time: String? = nil,
      fields: FieldSet
    ) {
      (self.manager, self.operation, self.apiVersion) = (manager, operation, apiVersion)
      (self.subresource, self.time, self.fields) = (subresource, time, fields)
    }

    init?(_ value: JSONValue) {
      guard let operation = value["operation"]?.string.flatMap({ Operation(rawValue: $0) }) else { return nil }
      self.init(
        manager: value["manager"]?.string ?? "", operation: operation, apiVersion: value["apiVersion"]?.string ?? "",
        subresource: value["subresource"]?.string, time: value["time"]?.string,
        fields: FieldSet(fieldsV1: value["fieldsV1"] ?? [:]))
      written = value["fieldsV1"]
    }

    static func == (left: Entry, right: Entry) -> Bool {
      left.isSameManager(as: right) && left.apiVersion == right.apiVersion && left.time == right.time
        && left.fields == right.fields
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(manager)
      hasher.combine(operation)
    }

    /// Who applies is the same in every version.
    func isSameManager(as other: Entry) -> Bool {
      manager == other.manager && operation == other.operation && subresource == other.subresource
        && (operation == .apply || apiVersion == other.apiVersion)
    }
  }

  enum Operation: String, Sendable, Hashable {
    case apply = "Apply"
    case update = "Update"
  }

  var entries: [Entry] = []

  init() {}

  init(_ value: JSONValue?) {
    entries = (value?.elements ?? []).compactMap { Entry($0) }
  }

  /// The wire form: applied entries first, then by time, manager, version and subresource.
  var value: JSONValue? {
    let kept = entries.filter { !$0.fields.isEmpty }.sorted { left, right in
      (left.operation.rawValue, left.time ?? "", left.manager, left.apiVersion, left.subresource ?? "")
        < (right.operation.rawValue, right.time ?? "", right.manager, right.apiVersion, right.subresource ?? "")
    }
    guard !kept.isEmpty else { return nil }
    return .array(kept.map(Self.encode))
  }

  private static func encode(_ entry: Entry) -> JSONValue {
    var object: JSONObject = [
      "manager": .string(entry.manager), "operation": .string(entry.operation.rawValue),
      "apiVersion": .string(entry.apiVersion),
    ]
    object["time"] = .text(entry.time)
    object["fieldsType"] = "FieldsV1"
    object["fieldsV1"] = entry.written ?? entry.fields.fieldsV1
    object["subresource"] = .text(entry.subresource)
    return .object(object)
  }

  /// Takes fields that were removed, or that somebody else has set, from everybody but one entry.
  mutating func release(_ fields: FieldSet, except keeper: Entry) {
    guard !fields.isEmpty else { return }
    for position in entries.indices
    where !entries[position].isSameManager(as: keeper) && entries[position].fields.intersects(fields) {
      entries[position].fields = entries[position].fields.subtracting(fields)
    }
  }
}
