/// A dictionary by text whose encoding does not depend on the order of its entries in memory.
package struct StateMap<Value: Sendable & Codable & Equatable>: Sendable, Codable, Equatable {
  package var entries: [String: Value]

  // Each reading of a pod begins with two of these. A literal would look up the type of its pairs each time.
  package init() { entries = Dictionary() }

  package init(from decoder: any Decoder) throws {
    entries = Dictionary()
    var container = try decoder.unkeyedContainer()
    while !container.isAtEnd {
      let key = try container.decode(String.self)
      entries[key] = try container.decode(Value.self)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      try container.encode(key)
      try container.encode(value)
    }
  }
}
