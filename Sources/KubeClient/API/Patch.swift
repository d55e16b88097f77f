public import KubeCore

/// A change to an object, in one of the forms that API servers take.
public struct Patch: Sendable, Hashable {
  public var contentType: String
  public var body: [UInt8]

  private init(_ contentType: String, _ value: JSONValue) {
    self.contentType = contentType
    body = JSONWriter.write(value)
  }

  /// JSON Merge Patch (RFC 7386): `null` removes, lists are replaced whole.
  public static func merge(_ changes: JSONValue) -> Patch { Patch("application/merge-patch+json", changes) }

  /// JSON Patch (RFC 6902): a list of operations, which can test before they change.
  public static func json(_ operations: [JSONValue]) -> Patch {
    Patch("application/json-patch+json", .array(operations))
  }

  /// Server-side apply: the whole set of fields that one manager owns. JSON is YAML.
  static func apply(_ object: JSONValue) -> Patch { Patch("application/apply-patch+yaml", object) }
}
