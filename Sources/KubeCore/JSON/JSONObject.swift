/// The members of a JSON object, in the order in which they were first set.
///
/// Two objects are equal when they hold the same members in any order, as JSON defines it.
public struct JSONObject: Sendable {
  /// Objects with more members than this are looked up through `index`; a linear search wins below it.
  private static let linearSearchLimit = 12

  private var members: [(key: String, value: JSONValue)] = []
  private var index: [String: Int] = [:]

  public init() {}

  /// Makes an object; a later member of the same key replaces the value of an earlier one.
  public init(_ pairs: some Sequence<(String, JSONValue)>) {
    for (key, value) in pairs { self[key] = value }
  }

  public var count: Int { members.count }
  public var isEmpty: Bool { members.isEmpty }
  public var keys: [String] { members.map(\.key) }

  /// The value of a member; setting `nil` removes the member.
  public subscript(key: String) -> JSONValue? {
    get { position(of: key).map { members[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let position?, let value?): members[position].value = value
      case (let position?, nil): remove(at: position)
      case (nil, let value?): append(key, value)
      case (nil, nil): break
      }
    }
  }

  /// The value of a member, or `fallback` when there is none; writing through it makes the member.
  public subscript(key: String, default fallback: @autoclosure () -> JSONValue) -> JSONValue {
    get { self[key] ?? fallback() }
    set { self[key] = newValue }
  }

  private func position(of key: String) -> Int? {
    guard index.isEmpty else { return index[key] }
    return members.firstIndex { $0.key == key }
  }

  private mutating func append(_ key: String, _ value: JSONValue) {
    members.append((key, value))
    if !index.isEmpty {
      index[key] = members.count - 1
    } else if members.count > Self.linearSearchLimit {
      rebuildIndex()
    }
  }

  private mutating func remove(at position: Int) {
    members.remove(at: position)
    if !index.isEmpty { rebuildIndex() }
  }

  private mutating func rebuildIndex() {
    index.removeAll(keepingCapacity: true)
    guard members.count > Self.linearSearchLimit else { return }
    for (position, member) in members.enumerated() { index[member.key] = position }
  }
}

extension JSONObject: Sequence {
  public func makeIterator() -> IndexingIterator<[(key: String, value: JSONValue)]> { members.makeIterator() }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    // Order must not matter: the members' own hashes are combined by a commutative sum.
    var sum = 0
    for (key, value) in members {
      var member = Hasher()
      member.combine(key)
      member.combine(value)
      sum = sum &+ member.finalize()
    }
    hasher.combine(sum)
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements.map { ($0.0, $0.1) }) }
}
