/// The members of a JSON object, in the order in which they were first set.
///
/// Two objects are equal when they hold the same members in any order, as JSON defines it. Keys are compared byte for
/// byte.
public struct JSONObject: Sendable {
  private var table = JSONKeys.none
  /// In the order of the keys, one for each.
  private var values: [JSONValue] = []

  public init() {}

  /// Makes an object; a later member of the same key replaces the value of an earlier one.
  public init(_ pairs: some Sequence<(String, JSONValue)>) {
    for (key, value) in pairs { self[key] = value }
  }

  /// - Parameter values: as many as there are keys.
  init(_ keys: JSONKeys, _ values: [JSONValue]) {
    table = keys
    self.values = values
  }

  public var count: Int { values.count }
  public var isEmpty: Bool { values.isEmpty }
  public var keys: [String] { table.names }

  /// The value of a member; setting `nil` removes the member.
  public subscript(key: String) -> JSONValue? {
    get { table.position(of: key).map { values[$0] } }
    set {
      switch (table.position(of: key), newValue) {
      case (let position?, let value?): values[position] = value
      case (let position?, nil):
        makeKeysUnique()
        table.remove(at: position)
        values.remove(at: position)
      case (nil, let value?):
        makeKeysUnique()
        table.append(key)
        values.append(value)
      case (nil, nil): break
      }
    }
  }

  /// The value of a member, or `fallback` when there is none; writing through it makes the member.
  public subscript(key: String, default fallback: @autoclosure () -> JSONValue) -> JSONValue {
    get { self[key] ?? fallback() }
    set { self[key] = newValue }
  }

  private mutating func makeKeysUnique() {
    if !isKnownUniquelyReferenced(&table) { table = JSONKeys(table.names) }
  }
}

extension JSONObject: Sequence {
  public var underestimatedCount: Int { values.count }

  public func makeIterator() -> Iterator { Iterator(names: table.names, values: values) }

  public struct Iterator: IteratorProtocol {
    fileprivate let names: [String]
    fileprivate let values: [JSONValue]
    private var position = 0

    fileprivate init(names: [String], values: [JSONValue]) {
      self.names = names
      self.values = values
    }

    public mutating func next() -> (key: String, value: JSONValue)? {
      guard position < values.count else { return nil }
      defer { position += 1 }
      return (names[position], values[position])
    }
  }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    // Objects of one origin share their keys, and arrays that share their storage are compared at once.
    if left.table === right.table { return left.values == right.values }
    return left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    // Order must not matter: the members' own hashes are combined by a commutative sum.
    var sum = 0
    for (key, value) in self {
      var member = Hasher()
      key.hashBytes(into: &member)
      member.combine(value)
      sum = sum &+ member.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements.map { ($0.0, $0.1) }) }
}
