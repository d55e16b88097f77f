import KubeCore

/// JSON Patch (RFC 6902).
enum JSONPatch {
  /// An operation that cannot be carried out.
  struct Failure: Error, Sendable {
    /// In the words of the server's library.
    var reason: String
    /// Whether a test has failed, and nothing was wrong with the patch.
    var isTest = false
  }

  static func apply(_ patch: JSONValue, to document: JSONValue) throws(Failure) -> JSONValue {
    guard let operations = patch.array else { throw Failure(reason: "a JSON patch is a list of operations") }
    var result = document
    for operation in operations {
      try checkPlaces(operation, in: result)
      try apply(operation, &result)
    }
    return result
  }

  private static func apply(_ operation: JSONValue, _ document: inout JSONValue) throws(Failure) {
    guard let name = operation["op"]?.string, let path = operation["path"]?.string.flatMap(pointer) else {
      throw Failure(reason: "an operation needs op and path")
    }
    switch name {
    case "add": try edit(&document, path[...], .add(operation["value"] ?? .null))
    case "replace": try edit(&document, path[...], .replace(operation["value"] ?? .null))
    case "remove": try edit(&document, path[...], .remove)
    case "test":
      // What is not there is null.
      guard try findIfAny(path, in: document) == (operation["value"] ?? .null) else {
        throw Failure(reason: "testing value \(operation["path"]?.string ?? "") failed: test failed", isTest: true)
      }
    case "copy": try edit(&document, path[...], .add(try findIfAny(source(of: operation), in: document)))
    case "move":
      let from = try source(of: operation)
      let moved = try find(from, in: document)
      try edit(&document, from[...], .remove)
      try edit(&document, path[...], .add(moved))
    default: throw Failure(reason: "unknown operation \(name)")
    }
  }

  /// What an operation works on must be there.
  private static func checkPlaces(_ operation: JSONValue, in document: JSONValue) throws(Failure) {
    let name = operation["op"]?.string ?? ""
    let source = ["move", "copy"].contains(name) ? operation["from"]?.string : nil
    for (kind, path) in [("from path", source), ("path", operation["path"]?.string)] {
      guard let path, let tokens = pointer(path), !tokens.isEmpty, !isContainer(tokens.dropLast(), in: document) else {
        continue
      }
      let text =
        switch name {
        case "add", "remove": "doc is missing path: \"\(path)\""
        case "test": "is missing path: \(path)"
        case "move", "copy": "doc is missing \(kind == "path" ? "destination path" : kind): \(path)"
        default: "doc is missing path: \(path)"
        }
      throw Failure(reason: "\(name) operation does not apply: \(text): missing value")
    }
  }

  private static func isContainer(_ path: some Sequence<String>, in document: JSONValue) -> Bool {
    guard let value = try? find(path, in: document) else { return false }
    return value.object != nil || value.array != nil
  }

  private enum Edit {
    case add(JSONValue)
    case replace(JSONValue)
    case remove
  }

  private static func source(of operation: JSONValue) throws(Failure) -> [String] {
    guard let path = operation["from"]?.string.flatMap(pointer) else {
      throw Failure(reason: "an operation lacks from")
    }
    return path
  }

  /// The tokens of a JSON pointer (RFC 6901).
  private static func pointer(_ text: String) -> [String]? {
    if text.isEmpty { return [] }
    guard text.first == "/" else { return nil }
    return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { token in
      String(token).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }

  private static func findIfAny(_ path: [String], in document: JSONValue) throws(Failure) -> JSONValue {
    guard let last = path.last else { return document }
    let parent = try find(path.dropLast(), in: document)
    if let object = parent.object { return object[last] ?? .null }
    return try find([last], in: parent)
  }

  /// The position that a token names in a list: one below zero counts from the end.
  private static func position(_ token: String, of count: Int) -> Int? {
    guard let number = Int(token), number >= -count else { return nil }
    return number < 0 ? number + count : number
  }

  private static func find(_ path: some Sequence<String>, in document: JSONValue) throws(Failure) -> JSONValue {
    var value = document
    for token in path {
      switch value {
      case .object(let object):
        guard let child = object[token] else { throw Failure(reason: "no member \(token)") }
        value = child
      case .array(let array):
        guard let position = position(token, of: array.count), array.indices.contains(position) else {
          throw Failure(reason: "no element \(token)")
        }
        value = array[position]
      default: throw Failure(reason: "nothing at \(token)")
      }
    }
    return value
  }

  private static func edit(_ value: inout JSONValue, _ path: ArraySlice<String>, _ edit: Edit) throws(Failure) {
    guard let token = path.first else {
      switch edit {
      case .add(let new), .replace(let new): value = new
      case .remove: value = .null
      }
      return
    }
    switch value {
    case .object(let object): value = .object(try edited(object, token, path.dropFirst(), edit))
    case .array(let array): value = .array(try edited(array, token, path.dropFirst(), edit))
    default: throw Failure(reason: "nothing at \(token)")
    }
  }

  private static func edited(
    _ object: JSONObject, _ token: String, _ rest: ArraySlice<String>, _ change: Edit
  ) throws(Failure) -> JSONObject {
    var object = object
    let current = object[token]
    if rest.isEmpty {
      switch change {
      // The server's library lets a member be replaced that is not there.
      case .add(let new), .replace(let new): object[token] = new
      case .remove:
        guard current != nil else {
          throw Failure(reason: "Unable to remove nonexistent key: \(token): missing value")
        }
        object[token] = nil
      }
      return object
    }
    guard var child = current else { throw Failure(reason: "no member \(token)") }
    try edit(&child, rest, change)
    object[token] = child
    return object
  }

  private static func edited(
    _ array: [JSONValue], _ token: String, _ rest: ArraySlice<String>, _ change: Edit
  ) throws(Failure) -> [JSONValue] {
    var array = array
    if rest.isEmpty, case .add(let new) = change {
      let end = array.count
      guard let position = token == "-" ? end : position(token, of: end + 1), (0...end).contains(position) else {
        throw Failure(reason: "no element \(token)")
      }
      array.insert(new, at: position)
      return array
    }
    guard let position = position(token, of: array.count), array.indices.contains(position) else {
      throw Failure(reason: "no element \(token)")
    }
    if rest.isEmpty {
      switch change {
      case .add(let new), .replace(let new): array[position] = new
      case .remove: array.remove(at: position)
      }
    } else {
      try edit(&array[position], rest, change)
    }
    return array
  }
}
