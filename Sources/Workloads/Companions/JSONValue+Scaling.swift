import KubeCore

extension JSONValue {
  /// The metrics of an autoscaler with quantities as the API server writes them: whoever compares what is wanted with what
  /// is stored would see a difference for ever otherwise.
  var withPlainQuantities: JSONValue {
    switch self {
    case .array(let elements): return .array(elements.map(\.withPlainQuantities))
    case .object(let members):
      return .object(
        JSONObject(
          members.map { member in
            guard Self.quantities.contains(member.key) else { return (member.key, member.value.withPlainQuantities) }
            let text = member.value.string ?? (member.value.double == nil ? nil : member.value.description)
            let quantity = text.flatMap { ResourceQuantity($0) }
            return (member.key, quantity.map { .string($0.description) } ?? member.value.withPlainQuantities)
          }))
    default: return self
    }
  }

  /// The fields of a target that hold a quantity.
  private static let quantities: Set<String> = ["averageValue", "value"]
}

extension JSONValue {
  /// The value with a revision's name in place of `$(REVISION)` in its texts.
  func naming(_ revision: String) -> JSONValue {
    switch self {
    case .array(let elements): .array(elements.map { $0.naming(revision) })
    case .object(let members): .object(JSONObject(members.map { ($0.key, $0.value.naming(revision)) }))
    case .string(let text): .string(Self.replacing("$(REVISION)", in: text, with: revision))
    default: self
    }
  }

  private static func replacing(_ mark: String, in text: String, with name: String) -> String {
    var (result, rest) = ("", text[...])
    while let start = rest.firstRange(of: mark) {
      result += rest[..<start.lowerBound] + name
      rest = rest[start.upperBound...]
    }
    return result + rest
  }
}
