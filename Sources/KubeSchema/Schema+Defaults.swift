public import KubeCore

extension Schema {
  /// Sets the defaults of members that are missing, and drops `null` where it is not allowed.
  ///
  /// Defaults reach only into objects that exist, as in Kubernetes.
  public func applyDefaults(to value: inout JSONValue) {
    switch value {
    case .object(var object):
      value = .null
      applyDefaults(to: &object)
      value = .object(object)
    case .array(let array):
      guard let items else { return }
      value = .array(
        array.map { element in
          var element = element
          items.applyDefaults(to: &element)
          return element
        })
    default: break
    }
  }

  private func applyDefaults(to object: inout JSONObject) {
    for (name, schema) in properties.sorted(by: { $0.key < $1.key }) {
      let current = object[name]
      if current == nil || (current?.isNull == true && !schema.isNullable) {
        object[name] = schema.defaultValue
      }
      guard var child = object[name] else { continue }
      schema.applyDefaults(to: &child)
      object[name] = child
    }
    guard let additionalProperties else { return }
    for key in object.keys where properties[key] == nil {
      guard var child = object[key] else { continue }
      additionalProperties.applyDefaults(to: &child)
      object[key] = child
    }
  }
}
