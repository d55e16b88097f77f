/// A key, with numbers that are equal made the same.
enum MapKey: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)

  init?(_ value: Value) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .string(let text): self = .string(text)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = Int64(exactly: uint).map(MapKey.int) ?? .uint(uint)
    case .double(let double):
      if let int = Int64(exactly: double) {
        self = .int(int)
      } else if let uint = UInt64(exactly: double) {
        self = .uint(uint)
      } else {
        self = .double(double)
      }
    default: return nil
    }
  }
}
