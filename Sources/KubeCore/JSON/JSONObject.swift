/// The members of a JSON object, in the order in which they were first set.
///
/// Two objects are equal when they hold the same members in any order, as JSON defines it. Keys are compared byte for
/// byte.
public struct JSONObject: Sendable {
  /// Not a tuple: arrays of tuples are destroyed by a slow and general way of the runtime.
  struct Member: Sendable {
    var key: String
    var value: JSONValue
  }

  /// Objects with more members than this are looked up through `index`; a linear search wins below it.
  private static let linearSearchLimit = 12

  private var members: [Member] = []
  /// Where each key stands; nothing for the many small objects, which then have nothing to keep or to give back.
  private var index: [ByteKey: Int]?

  public init() {}

  /// Makes an object; a later member of the same key replaces the value of an earlier one.
  public init(_ pairs: some Sequence<(String, JSONValue)>) {
    for (key, value) in pairs { self[key] = value }
  }

  /// Makes an object of members whose keys all differ.
  init(distinct members: [Member]) {
    self.members = members
    if members.count > Self.linearSearchLimit { rebuildIndex() }
  }

  static func hasDistinctKeys(_ members: [Member]) -> Bool {
    guard members.count <= linearSearchLimit else {
      return Set(members.lazy.map { ByteKey(text: $0.key) }).count == members.count
    }
    return members.withUnsafeBufferPointer { members in
      for position in members.indices.dropFirst() {
        let key = members[position].key
        for earlier in 0..<position where members[earlier].key.hasSameBytes(as: key) { return false }
      }
      return true
    }
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
    if let index { return index[ByteKey(text: key)] }
    // By position, so that no member is copied for being looked at.
    return members.withUnsafeBufferPointer { members in
      for position in 0..<members.count where members[position].key.hasSameBytes(as: key) { return position }
      return nil
    }
  }

  private mutating func append(_ key: String, _ value: JSONValue) {
    members.append(Member(key: key, value: value))
    if index != nil {
      index?[ByteKey(text: key)] = members.count - 1
    } else if members.count > Self.linearSearchLimit {
      rebuildIndex()
    }
  }

  private mutating func remove(at position: Int) {
    members.remove(at: position)
    if index != nil { rebuildIndex() }
  }

  private mutating func rebuildIndex() {
    index = nil
    guard members.count > Self.linearSearchLimit else { return }
    var positions: [ByteKey: Int] = [:]
    positions.reserveCapacity(members.count)
    for (position, member) in members.enumerated() { positions[ByteKey(text: member.key)] = position }
    index = positions
  }
}

extension JSONObject: Sequence {
  public var underestimatedCount: Int { members.count }
  public func makeIterator() -> Iterator { Iterator(members: members.makeIterator()) }

  public struct Iterator: IteratorProtocol {
    fileprivate var members: IndexingIterator<[Member]>

    public mutating func next() -> (key: String, value: JSONValue)? { members.next().map { ($0.key, $0.value) } }
  }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
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
