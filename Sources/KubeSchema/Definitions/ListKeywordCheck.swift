import KubeCore

/// The keywords that say how lists and maps are merged.
enum ListKeywordCheck {
  static func errors(in source: JSONValue, at path: String) -> [FieldError] {
    mapType(source, path) + listType(source, path) + mapKeys(source, path)
  }

  private static func mapType(_ source: JSONValue, _ path: String) -> [FieldError] {
    guard let mapType = source["x-kubernetes-map-type"]?.string else { return [] }
    var errors = type(source, "object", "x-kubernetes-map-type", path)
    if mapType != "atomic", mapType != "granular" {
      errors.append(
        .notSupported("\(path).x-kubernetes-map-type", .string(mapType), supported: ["atomic", "granular"]))
    }
    return errors
  }

  private static func type(_ source: JSONValue, _ wanted: String, _ keyword: String, _ path: String) -> [FieldError] {
    let type = source["type"]?.string ?? ""
    guard type != wanted else { return [] }
    let rule = "must be \(wanted) if \(keyword) is specified"
    return [type.isEmpty ? .required("\(path).type", rule) : .invalid("\(path).type", .string(type), rule)]
  }

  private static func listType(_ source: JSONValue, _ path: String) -> [FieldError] {
    guard let listType = source["x-kubernetes-list-type"]?.string else { return [] }
    var errors = type(source, "array", "x-kubernetes-list-type", path)
    if errors.isEmpty, listType == "set", let items = source["items"] {
      let rule = "must be atomic as item of a list with x-kubernetes-list-type=set"
      if items["type"]?.string == "array", let inner = items["x-kubernetes-list-type"], inner != "atomic" {
        errors.append(.invalid("\(path).items.x-kubernetes-list-type", inner, rule))
      }
      if items["type"]?.string == "object", items["x-kubernetes-map-type"] != "atomic" {
        errors.append(
          .invalid("\(path).items.x-kubernetes-map-type", items["x-kubernetes-list-type"] ?? .null, rule))
      }
    }
    if !["atomic", "set", "map"].contains(listType) {
      errors.append(
        .notSupported("\(path).x-kubernetes-list-type", .string(listType), supported: ["atomic", "set", "map"]))
    }
    return errors
  }

  private static func mapKeys(_ source: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let keys = source["x-kubernetes-list-map-keys"]?.elements.compactMap(\.string) ?? []
    let listType = source["x-kubernetes-list-type"]?.string
    if !keys.isEmpty, listType != "map" {
      let rule = "must be map if x-kubernetes-list-map-keys is non-empty"
      let place = "\(path).x-kubernetes-list-type"
      errors.append(listType.map { .invalid(place, .string($0), rule) } ?? .required(place, rule))
    }
    guard listType == "map" else { return errors }
    let place = "\(path).x-kubernetes-list-map-keys"
    if keys.isEmpty { errors.append(.required(place, "must not be empty if x-kubernetes-list-type is map")) }
    guard let items = source["items"] else {
      return errors + [.required("\(path).items", "must have a schema if x-kubernetes-list-type is map")]
    }
    let type = items["type"]?.string ?? ""
    guard type == "object" else {
      let rule = "must be object if parent array's x-kubernetes-list-type is map"
      return errors + [.invalid("\(path).items.type", .string(type), rule)]
    }
    var seen: Set<String> = []
    let shown = JSONValue.array(keys.map(JSONValue.string))
    for key in keys {
      if let property = items["properties"]?[key] {
        if ["array", "object"].contains(property["type"]?.string) {
          let rule = "must be a scalar type if parent array's x-kubernetes-list-type is map"
          errors.append(.invalid("\(path).items.properties[\(key)].type", .string(type), rule))
        }
      } else {
        errors.append(.invalid(place, shown, "entries must all be names of item properties"))
      }
      if !seen.insert(key).inserted { errors.append(.invalid(place, shown, "must not contain duplicate entries")) }
    }
    return errors + presence(of: keys, items, path)
  }

  /// Keys must be there, or elements could not be told apart.
  private static func presence(of keys: [String], _ items: JSONValue, _ path: String) -> [FieldError] {
    let required = items["required"]?.elements.compactMap(\.string) ?? []
    return keys.compactMap { key in
      guard let property = items["properties"]?[key] else { return nil }
      let place = "\(path).items.properties[\(key)]"
      if property["nullable"]?.bool == true {
        return .forbidden("\(place).nullable", "this property is in x-kubernetes-list-map-keys, so it cannot be nullable")
      }
      guard !required.contains(key), property["default"] == nil else { return nil }
      return .required(
        "\(place).default",
        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property")
    }
  }
}
