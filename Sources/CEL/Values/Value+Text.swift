extension Value {
  /// The value as error messages quote it.
  var plainText: String {
    switch self {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .uint(let uint): String(uint)
    case .double(let double): GoNumber.general(double)
    case .string(let text): text
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .timestamp(let time): time.text
    case .duration(let nanoseconds): GoDuration.seconds(nanoseconds)
    case .type(let type): type.runtimeName
    case .list(let list): "[" + list.elements.map(\.plainText).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.entries.map { "\($0.key.plainText): \($0.value.plainText)" }.joined(separator: ", ") + "}"
    case .optional(let value): value.map { "optional(\($0.plainText))" } ?? "optional.none()"
    case .quantity(let quantity): quantity.text
    case .url(let url): url.text
    case .ip(let address): address.text
    case .cidr(let range): range.text
    case .semver(let version): version.text
    case .format(let format): format.name
    case .authorization(let value): value.type.description
    case .object(let object): object.declaration.name
    }
  }

  /// A member of an object or a map by its name.
  func member(_ name: String) -> Value? {
    switch self {
    case .map(let map): map[.string(name)]
    case .object(let object): try? object.field(name)
    default: nil
    }
  }
}
