import KubeCore
import KubeSchema

/// The metadata of objects that stand within custom objects (`x-kubernetes-embedded-resource`): they are read as those
/// of any object, even where their schema keeps what it does not know.
enum EmbeddedMetadata {
  /// Leaves what does not fit the types as it is; it is refused later.
  ///
  /// - Returns: what is told of members that nobody knows.
  static func complete(_ value: inout JSONValue, _ schema: Schema, path: String = "") -> [String] {
    switch value {
    case .object(let object):
      var unknown = schema.isEmbeddedResource ? completeOwn(&value, path) : []
      for (key, child) in object where child.object != nil || child.array != nil {
        guard let below = schema.member(key) else { continue }
        var complete = child
        unknown += self.complete(&complete, below, path: path.isEmpty ? key : "\(path).\(key)")
        if complete != child { value[key] = complete }
      }
      return unknown
    case .array(let array):
      guard let items = schema.items else { return [] }
      var unknown: [String] = []
      let elements = array.enumerated().map { position, element in
        var complete = element
        unknown += self.complete(&complete, items, path: "\(path)[\(position)]")
        return complete
      }
      if elements != array { value = .array(elements) }
      return unknown
    default: return []
    }
  }

  private static func completeOwn(_ object: inout JSONValue, _ path: String) -> [String] {
    guard let metadata = object["metadata"], metadata.object != nil else { return [] }
    var decoder = GoDecoder(path: "metadata")
    guard let complete = try? decoder.decode(metadata, as: "ObjectMeta") else { return [] }
    object["metadata"] = complete
    return decoder.unknown.map { "unknown field \"\(path).\($0)\"" }
  }
}
