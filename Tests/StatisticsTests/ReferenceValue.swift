/// A value of the reference file: JSON, where strings stand for the numbers that JSON does not have.
enum ReferenceValue: Decodable, Sendable {
  case number(Double)
  case text(String)
  case list([ReferenceValue])
  case object([String: ReferenceValue])
  case missing

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      let number: Double? = ["NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity][text]
      self = number.map { .number($0) } ?? .text(text)
    } else if let list = try? container.decode([ReferenceValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: ReferenceValue].self))
    }
  }

  subscript(_ key: String) -> ReferenceValue {
    if case .object(let members) = self { members[key] ?? .missing } else { .missing }
  }

  /// The number; NaN if it is none, so that a comparison with it fails.
  var number: Double {
    if case .number(let number) = self { number } else { .nan }
  }

  var optionalNumber: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var list: [ReferenceValue] {
    if case .list(let list) = self { list } else { [] }
  }

  var numbers: [Double] { list.map(\.number) }
}
