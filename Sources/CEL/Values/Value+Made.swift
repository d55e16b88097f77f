public import KubeCore

extension Value {
  /// The value as JSON; `nil` for what has no JSON form.
  public var json: JSONValue? {
    switch self {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .int(let int): return .integer(int)
    case .uint(let uint): return Int64(exactly: uint).map(JSONValue.integer) ?? .double(Double(uint))
    case .double(let double): return .double(double)
    case .string(let text): return .string(text)
    case .bytes(let bytes): return .string(Base64.encode(bytes))
    case .timestamp, .duration: return .string(plainText)
    case .optional(let value): return value.map(\.json) ?? .null
    case .list(let list):
      let elements = list.elements.compactMap(\.json)
      return elements.count == list.count ? .array(elements) : nil
    case .map(let map):
      let members = map.entries.compactMap { entry -> (String, JSONValue)? in
        guard case .string(let key) = entry.key, let value = entry.value.json else { return nil }
        return (key, value)
      }
      return members.count == map.count ? .object(JSONObject(members)) : nil
    case .object(let object): return object.json
    default: return nil
    }
  }

  /// What is wrong with objects that an expression has made: those whose type is not that of the place they stand at.
  public var misplacements: [String] { misplacements(at: type.description) }

  private func misplacements(at path: String) -> [String] {
    switch self {
    case .list(let list): return list.elements.flatMap { $0.misplacements(at: path) }
    case .map(let map): return map.entries.flatMap { $0.value.misplacements(at: path) }
    case .object(let object):
      guard let fields = object.made else { return [] }
      // What a JSON patch puts somewhere is the root of its own types.
      guard case .open = object.declaration.form else { return fields["value"]?.misplacements ?? [] }
      let name = object.declaration.name
      let own =
        name == path
        ? []
        : [
          "unexpected type name \"\(name)\", expected \"\(path)\", which matches field name path from root Object type"
        ]
      return own + fields.sorted { $0.key < $1.key }.flatMap { $0.value.misplacements(at: "\(path).\($0.key)") }
    default: return []
    }
  }
}
