import KubeCore

/// An object as the API server's messages show it: with all members of Go's structures, in their order, empty ones too.
enum InternalForm {
  /// - Parameters:
  ///   - value: in the form of the wire; `nil` where it is absent.
  ///   - type: a type of `InternalTypes`.
  static func value(_ value: JSONValue?, as type: String) -> JSONValue {
    let value = value.flatMap { $0.isNull ? nil : $0 }
    switch type.first {
    case "[":
      guard let elements = value?.array, !elements.isEmpty else { return .null }
      return .array(elements.map { Self.value($0, as: String(type.dropFirst().dropLast())) })
    case "{":
      guard let object = value?.object, !object.isEmpty else { return .null }
      return sorted(object, as: String(type.dropFirst().dropLast()))
    default: break
    }
    guard let fields = InternalTypes.fields(of: type) else { return value ?? zero(of: type) }
    return .object(JSONObject(members(fields, value, type)))
  }

  private static func members(
    _ fields: [InternalTypes.Field], _ value: JSONValue?, _ type: String
  ) -> [(String, JSONValue)] {
    var source: [String: JSONValue] = [:]
    for (key, child) in value?.object ?? [:] { source[key.lowercased()] = child }
    if type == "PodSpec" { gatherHostSettings(&source) }
    return fields.flatMap { field -> [(String, JSONValue)] in
      if field.name == "*" {
        return members(InternalTypes.fields(of: field.type) ?? [], value, field.type)
      }
      let child = source[field.name.lowercased()]
      if field.isPointer, child == nil || child?.isNull == true { return [(field.name, .null)] }
      return [(field.name, Self.value(child, as: field.type))]
    }
  }

  /// Inside the server, what a pod shares with its host is a part of its security.
  private static func gatherHostSettings(_ source: inout [String: JSONValue]) {
    var security = source["securitycontext"] ?? [:]
    for name in ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"] {
      if let value = source[name.lowercased()] { security[name] = value }
    }
    source["securitycontext"] = security
  }

  private static func zero(of type: String) -> JSONValue {
    switch type {
    case "s": ""
    case "i": 0
    case "b": false
    default: .null
    }
  }

  private static func sorted(_ object: JSONObject, as type: String) -> JSONValue {
    .object(JSONObject(object.sorted { $0.key < $1.key }.map { ($0.key, Self.value($0.value, as: type)) }))
  }

  // MARK: - Text

  /// What differs between two values, as the server's messages show it: a unified difference of their JSON.
  static func difference(_ old: JSONValue?, _ new: JSONValue?, as type: String) -> String {
    UnifiedDifference.text(lines(value(old, as: type)), lines(value(new, as: type)))
  }

  /// JSON with one space for each level, as `json.MarshalIndent` writes it.
  private static func lines(_ value: JSONValue) -> [String] {
    var lines: [String] = [""]
    write(value, 0, &lines)
    return lines.map { $0 + "\n" }
  }

  private static func write(_ value: JSONValue, _ depth: Int, _ lines: inout [String]) {
    let indent = String(repeating: " ", count: depth + 1)
    func close(_ text: String) { lines.append(String(indent.dropLast()) + text) }
    func append(_ text: String) { lines[lines.count - 1] += text }
    switch value {
    case .object(let object) where !object.isEmpty:
      append("{")
      for (position, member) in object.enumerated() {
        lines.append("\(indent)\"\(member.key)\": ")
        write(member.value, depth + 1, &lines)
        if position < object.count - 1 { append(",") }
      }
      close("}")
    case .array(let array) where !array.isEmpty:
      append("[")
      for (position, element) in array.enumerated() {
        lines.append(indent)
        write(element, depth + 1, &lines)
        if position < array.count - 1 { append(",") }
      }
      close("]")
    default: append(value.description)
    }
  }
}
