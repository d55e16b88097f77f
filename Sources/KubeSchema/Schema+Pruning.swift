public import KubeCore

extension Schema {
  /// Removes the members that the schema does not declare.
  ///
  /// - Parameter path: where the value stands, as in `spec.steps[0]`.
  /// - Returns: the paths of what was removed, sorted within each object.
  public func prune(_ value: inout JSONValue, path: String = "") -> [String] {
    switch value {
    case .object(let object): return prune(object, into: &value, path: path)
    case .array(let array):
      guard let items else { return [] }
      var unknown: [String] = []
      let pruned = array.enumerated().map { position, element in
        var element = element
        unknown += items.prune(&element, path: "\(path)[\(position)]")
        return element
      }
      if !unknown.isEmpty { value = .array(pruned) }
      return unknown
    default: return []
    }
  }

  private func prune(_ object: JSONObject, into value: inout JSONValue, path: String) -> [String] {
    var unknown: [String] = []
    var kept = object
    for key in object.keys.sorted() {
      guard let child = object[key] else { continue }
      let childPath = path.isEmpty ? key : "\(path).\(key)"
      if let schema = member(key) {
        var pruned = child
        let below = schema.prune(&pruned, path: childPath)
        if !below.isEmpty { kept[key] = pruned }
        unknown += below
      } else if !keepsUnknown(key) {
        kept[key] = nil
        unknown.append(childPath)
      }
    }
    if !unknown.isEmpty { value = .object(kept) }
    return unknown
  }

  private func keepsUnknown(_ key: String) -> Bool {
    if preservesUnknownFields { return true }
    return isEmbeddedResource && ["apiVersion", "kind", "metadata"].contains(key)
  }
}
