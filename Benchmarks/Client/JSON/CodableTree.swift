import FoundationEssentials

/// What a JSON tree usually is in Swift: a recursive enum that tries one type after another. The yardstick.
indirect enum CodableTree: Decodable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case string(String)
  case array([CodableTree])
  case object([String: CodableTree])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? container.decode(Int64.self) {
      self = .integer(integer)
    } else if let double = try? container.decode(Double.self) {
      self = .double(double)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let array = try? container.decode([CodableTree].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: CodableTree].self))
    }
  }

  static func decode(_ text: [UInt8]) throws {
    _ = try JSONDecoder().decode(CodableTree.self, from: Data(text))
  }
}
