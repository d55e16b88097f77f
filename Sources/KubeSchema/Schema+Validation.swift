public import KubeCore

extension Schema {
  /// Checks a value against the schema, with the messages that the API server gives.
  ///
  /// Rules in CEL (`x-kubernetes-validations`) are not evaluated.
  ///
  /// - Parameters:
  ///   - path: where the value stands; empty for the whole object.
  ///   - old: what stood there before. What has not changed is not held against a schema that has become stricter.
  /// - Returns: every violation, in the order of the members' names.
  public func validate(_ value: JSONValue, path: String = "", old: JSONValue? = nil) -> [FieldError] {
    if value == old || (value.isNull && isNullable) { return [] }
    return typeErrors(value, path) + limits.check(value, path) + formatErrors(value, path)
      + validateMembers(of: value, path, old) + branchErrors(value, path)
  }

  /// Checks that lists declared as sets or maps hold no element twice.
  ///
  /// - Parameter old: what stood there before. What has not changed is not looked at.
  public func validateListTypes(_ value: JSONValue, path: String = "", old: JSONValue? = nil) -> [FieldError] {
    switch value {
    case _ where value == old: return []
    case .object(let object):
      return object.flatMap { key, child in
        member(key)?.validateListTypes(child, path: Self.join(path, key), old: old?[key]) ?? []
      }
    case .array(let array):
      let below = array.enumerated().flatMap { position, element in
        items?.validateListTypes(element, path: "\(path)[\(position)]") ?? []
      }
      return duplicates(in: array, path) + below
    default: return []
    }
  }

  private func typeErrors(_ value: JSONValue, _ path: String) -> [FieldError] {
    let matches = matchesType(of: value)
    let actual = Self.typeName(of: value)
    let place = path.isEmpty ? "" : "\(path) "
    var errors: [FieldError] =
      matches
      ? [] : [.typeInvalid(path, .string(actual), "\(place)in body must be of type \(typeName): \"\(actual)\"")]
    if !isInRange(value) {
      let form = format.map { "with format \($0)" } ?? "(default format)"
      errors.append(.invalid("<nil>", "", "Checked value must be of type integer \(form) in \(path)"))
    }
    return errors
  }

  func matchesType(of value: JSONValue) -> Bool {
    switch (kind, value) {
    case (.any, _), (.object, .object), (.array, .array), (.string, .string), (.boolean, .bool): true
    case (.integer, _): value.integer != nil
    case (.number, .integer), (.number, .double), (.number, .number): true
    case (.integerOrString, .string): true
    case (.integerOrString, _): value.integer != nil
    default: false
    }
  }

  /// Whether a number fits into the integer that the schema asks for.
  private func isInRange(_ value: JSONValue) -> Bool {
    guard kind == .integer, value.double != nil else { return true }
    guard let integer = value.integer else { return false }
    return format == "int32" ? Int32(exactly: integer) != nil : true
  }

  /// The type as the definition has it; empty when it has none.
  var typeText: String {
    switch kind {
    case .integerOrString, .any: ""
    default: typeName
    }
  }

  private var typeName: String {
    switch kind {
    case .object: "object"
    case .array: "array"
    case .string: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .integerOrString: "integer,string"
    case .any: "any"
    }
  }

  private static func typeName(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .double, .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  private func formatErrors(_ value: JSONValue, _ path: String) -> [FieldError] {
    guard let format, case .string(let text) = value, !SchemaFormats.matches(text, format) else { return [] }
    return [
      .typeInvalid(path, value, "\(path) in body must be of type \(format): \(value)")
    ]
  }

  private func validateMembers(of value: JSONValue, _ path: String, _ old: JSONValue?) -> [FieldError] {
    switch value {
    case .object(let object):
      let missing = required.filter { object[$0] == nil }.map { FieldError.required(Self.join(path, $0)) }
      let children = object.sorted { $0.key < $1.key }.flatMap { key, child in
        member(key)?.validate(child, path: Self.join(path, key), old: old?[key]) ?? []
      }
      return missing + children
    case .array(let array):
      return array.enumerated().flatMap { position, element in
        items?.validate(
          element, path: "\(path)[\(position)]", old: old?.array.flatMap { counterpart(of: element, in: $0) }) ?? []
      }
    default: return []
    }
  }

  private func duplicates(in array: [JSONValue], _ path: String) -> [FieldError] {
    var seen: Set<JSONValue> = []
    return array.enumerated().compactMap { position, element in
      let identity: JSONValue
      switch listType {
      case .atomic: return nil
      case .set: identity = element
      case .map(let keys):
        identity = .object(JSONObject(keys.compactMap { key in element[key].map { (key, $0) } }))
      }
      return seen.insert(identity).inserted ? nil : .duplicate("\(path)[\(position)]", identity)
    }
  }

  private static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
