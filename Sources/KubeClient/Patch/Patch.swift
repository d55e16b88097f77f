public import KubeCore

/// A change to an object, in one of the forms that API servers take.
public struct Patch: Sendable, Hashable {
  public var contentType: String
  public var body: [UInt8]
  /// Whether sending it twice has no effect beyond sending it once, whoever else writes in between.
  let isRepeatable: Bool

  private init(_ contentType: String, _ value: JSONValue, isRepeatable: Bool) {
    self.contentType = contentType
    body = JSONWriter.write(value)
    self.isRepeatable = isRepeatable
  }

  /// JSON Merge Patch (RFC 7386): `null` removes, lists are replaced whole.
  ///
  /// With `metadata.resourceVersion` it applies to that version alone.
  public static func merge(_ changes: JSONValue) -> Patch {
    Patch("application/merge-patch+json", changes, isRepeatable: namesVersion(changes))
  }

  /// JSON Patch (RFC 6902): a list of operations, which can test before they change.
  public static func json(_ operations: [JSONPatchOperation]) -> Patch {
    Patch(
      "application/json-patch+json", .array(operations.map(\.tree)),
      isRepeatable: operations.contains { $0.testsResourceVersion })
  }

  /// Strategic merge patch: as a merge patch, but lists are merged by their keys, and `$patch` directs it.
  ///
  /// Built-in kinds alone take it, custom resources do not.
  public static func strategic(_ changes: JSONValue) -> Patch {
    Patch("application/strategic-merge-patch+json", changes, isRepeatable: namesVersion(changes))
  }

  /// Server-side apply: the whole set of fields that one manager owns. JSON is YAML.
  public static func apply(_ object: JSONValue) -> Patch {
    Patch("application/apply-patch+yaml", object, isRepeatable: true)
  }

  private static func namesVersion(_ changes: JSONValue) -> Bool {
    changes["metadata"]?["resourceVersion"]?.string?.isEmpty == false
  }
}
