import KubeCore

extension Schema {
  /// The schema as it stands in a `CustomResourceDefinition`.
  var json: JSONValue {
    var object = JSONObject()
    if !description.isEmpty { object["description"] = .string(description) }
    if kind == .integerOrString {
      object["x-kubernetes-int-or-string"] = true
      object["anyOf"] = [["type": "integer"], ["type": "string"]]
    } else {
      object["type"] = .string(kind.rawValue)
    }
    object["default"] = defaultValue
    addScalarRules(to: &object)
    addListRules(to: &object)
    addObjectRules(to: &object)
    if !rules.isEmpty {
      object["x-kubernetes-validations"] = .array(rules.map(\.json))
    }
    return .object(object)
  }

  private func addScalarRules(to object: inout JSONObject) {
    object["format"] = format.map { .string($0) }
    object["minimum"] = minimum.map { .integer($0) }
    object["maximum"] = maximum.map { .integer($0) }
    object["minLength"] = minLength.map { .integer(Int64($0)) }
    object["maxLength"] = maxLength.map { .integer(Int64($0)) }
    object["pattern"] = pattern.map { .string($0) }
    if !allowed.isEmpty { object["enum"] = .array(allowed.map { .string($0) }) }
  }

  private func addListRules(to object: inout JSONObject) {
    guard kind == .array else { return }
    object["minItems"] = minCount.map { .integer(Int64($0)) }
    object["maxItems"] = maxCount.map { .integer(Int64($0)) }
    object["items"] = element.first?.json
    switch listType {
    case .atomic?: object["x-kubernetes-list-type"] = "atomic"
    case .map(let key)?:
      object["x-kubernetes-list-type"] = "map"
      object["x-kubernetes-list-map-keys"] = [.string(key)]
    case nil: break
    }
  }

  private func addObjectRules(to object: inout JSONObject) {
    guard kind == .object else { return }
    if preservesUnknownFields { object["x-kubernetes-preserve-unknown-fields"] = true }
    object["additionalProperties"] = element.first?.json
    object["maxProperties"] = maxCount.map { .integer(Int64($0)) }
    if !properties.isEmpty {
      object["properties"] = .object(JSONObject(properties.map { ($0.name, $0.schema.json) }))
    }
    let required = properties.filter(\.isRequired)
    if !required.isEmpty { object["required"] = .array(required.map { .string($0.name) }) }
  }
}

extension Schema.Rule {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["rule": .string(rule), "message": .string(message)]
    if let field { object["fieldPath"] = .string(".\(field)") }
    return .object(object)
  }
}
