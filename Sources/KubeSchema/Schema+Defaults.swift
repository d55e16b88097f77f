public import KubeCore

extension Schema {
  /// Sets the defaults of members that are missing, and drops `null` where it is not allowed.
  ///
  /// Defaults reach only into objects that exist, as in Kubernetes.
  public func applyDefaults(to value: inout JSONValue) {
    if let complete = withDefaults(value) { value = complete }
  }

  /// - Returns: `nil` when nothing is missing, so that what is complete keeps its storage.
  private func withDefaults(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .object(let object): withDefaults(object).map { .object($0) }
    case .array(let array): items.flatMap { $0.withDefaults(array) }.map { .array($0) }
    default: nil
    }
  }

  private func withDefaults(_ array: [JSONValue]) -> [JSONValue]? {
    var result: [JSONValue]?
    for (position, element) in array.enumerated() {
      guard let complete = withDefaults(element) else { continue }
      if result == nil { result = array }
      result?[position] = complete
    }
    return result
  }

  private func withDefaults(_ object: JSONObject) -> JSONObject? {
    var result: JSONObject?
    func set(_ name: String, _ value: JSONValue?) {
      if result == nil { result = object }
      result?[name] = value
    }
    for (name, child) in object {
      guard let schema = member(name) else { continue }
      if child.isNull, !schema.isNullable, properties[name] != nil {
        set(name, schema.completeDefault)
      } else if let complete = schema.withDefaults(child) {
        set(name, complete)
      }
    }
    for name in defaulted where object[name] == nil { set(name, properties[name]?.completeDefault) }
    return result
  }

  private var completeDefault: JSONValue? { defaultValue.map { withDefaults($0) ?? $0 } }
}
