public import KubeCore

/// One operation of a JSON Patch (RFC 6902).
///
/// Paths are JSON Pointers (RFC 6901); ``pointer(_:)`` makes one of member names.
public struct JSONPatchOperation: Sendable, Hashable {
  let tree: JSONValue

  private init(_ operation: String, _ path: String, from: String? = nil, value: JSONValue? = nil) {
    var tree: JSONValue = ["op": .string(operation), "path": .string(path)]
    tree["from"] = from.map { .string($0) }
    tree["value"] = value
    self.tree = tree
  }

  /// Adds a member, or inserts an element before an index; `-` stands for the end of a list.
  public static func add(_ path: String, _ value: JSONValue) -> JSONPatchOperation {
    JSONPatchOperation("add", path, value: value)
  }

  /// Replaces what must be there.
  public static func replace(_ path: String, _ value: JSONValue) -> JSONPatchOperation {
    JSONPatchOperation("replace", path, value: value)
  }

  /// Removes what must be there.
  public static func remove(_ path: String) -> JSONPatchOperation { JSONPatchOperation("remove", path) }

  /// Fails the whole patch with `.invalid` unless this is the value there.
  public static func test(_ path: String, _ value: JSONValue) -> JSONPatchOperation {
    JSONPatchOperation("test", path, value: value)
  }

  public static func copy(from source: String, to path: String) -> JSONPatchOperation {
    JSONPatchOperation("copy", path, from: source)
  }

  public static func move(from source: String, to path: String) -> JSONPatchOperation {
    JSONPatchOperation("move", path, from: source)
  }

  /// An operation as it stands in a patch.
  ///
  /// - Returns: `nil` for what is no operation.
  public init?(_ tree: JSONValue) {
    guard let operation = tree["op"]?.string, tree["path"]?.string != nil else { return nil }
    let isComplete =
      switch operation {
      case "add", "replace", "test": tree["value"] != nil
      case "copy", "move": tree["from"]?.string != nil
      case "remove": true
      default: false
      }
    guard isComplete else { return nil }
    self.tree = tree
  }

  /// The path through members of these names, with `~` and `/` in them escaped.
  public static func pointer(_ names: String...) -> String {
    names.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
  }

  var testsResourceVersion: Bool { tree["op"] == "test" && tree["path"] == "/metadata/resourceVersion" }
}
