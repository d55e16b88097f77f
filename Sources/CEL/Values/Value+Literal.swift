extension Value: CustomStringConvertible {
  /// The value as a literal of the language, or nearly so where it has none.
  public var description: String {
    switch self {
    case .uint(let uint): return "\(uint)u"
    case .double(let double):
      let text = GoNumber.general(double)
      return text.contains(where: { ".eNI".contains($0) }) ? text : text + ".0"
    case .string(let text): return GoText.quoted(text)
    case .bytes(let bytes): return "b" + GoText.quoted(bytes: bytes)
    case .timestamp: return "timestamp(\(GoText.quoted(plainText)))"
    case .duration: return "duration(\(GoText.quoted(plainText)))"
    case .optional(let value): return value.map { "optional.of(\($0))" } ?? "optional.none()"
    case .list(let list): return "[" + list.elements.map(\.description).joined(separator: ", ") + "]"
    case .map(let map): return "{" + map.entries.map { "\($0.key): \($0.value)" }.sorted().joined(separator: ", ") + "}"
    case .quantity, .ip, .cidr, .semver, .url, .type:
      let name = type.runtimeName.split(separator: ".").last.map { $0.lowercased() } ?? ""
      return "\(name)(\(plainText))"
    default: return plainText
    }
  }
}
