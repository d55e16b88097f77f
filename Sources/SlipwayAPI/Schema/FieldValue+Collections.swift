import KubeCore

extension Array: FieldValue where Element: FieldValue {
  /// A field that holds a list narrows this bound to its own.
  static var schema: Schema { .array(of: Element.schema, maxCount: 64) }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> [Element]? {
    guard let array = value.array else {
      reader.reject(value, "must be a list")
      return nil
    }
    let bounds = Element.schema
    var elements: [Element] = []
    for (position, element) in array.enumerated() {
      reader.descend(to: position) { reader in
        bounds.check(element, &reader)
        if let element = Element.read(element, &reader) { elements.append(element) }
      }
    }
    return elements
  }

  var written: JSONValue? { isEmpty ? nil : .array(compactMap(\.written)) }
}

extension Dictionary: FieldValue where Key == String, Value: FieldValue {
  /// A field that holds a map narrows this bound to its own.
  static var schema: Schema { .map(of: Value.schema, maxCount: 64) }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> [String: Value]? {
    guard let object = value.object else {
      reader.reject(value, "must be an object")
      return nil
    }
    let bounds = Value.schema
    var map: [String: Value] = [:]
    for (key, member) in object {
      reader.descend(to: key) { reader in
        bounds.check(member, &reader)
        if let member = Value.read(member, &reader) { map[key] = member }
      }
    }
    return map
  }

  var written: JSONValue? {
    isEmpty
      ? nil
      : .object(
        JSONObject(sorted { $0.key < $1.key }.compactMap { entry in entry.value.written.map { (entry.key, $0) } }))
  }
}
