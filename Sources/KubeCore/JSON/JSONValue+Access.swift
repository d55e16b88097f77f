extension JSONValue {
  public var isNull: Bool { self == .null }
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }

  /// The value as an integer; a double without a fraction counts as one, as it does in a Kubernetes schema.
  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .double(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// The value as a double, the nearest one where none is exact.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .double(let value): value
    case .number(let value): value.double
    default: nil
    }
  }

  /// The member of an object; `nil` for a missing member and for anything that is not an object.
  ///
  /// Setting on a value that is not an object replaces it by an object with that one member.
  public subscript(key: String) -> JSONValue? {
    get { object?[key] }
    set {
      guard case .object(var object) = self else {
        if let newValue { self = .object([key: newValue]) }
        return
      }
      self = .null  // Gives up the shared storage, so that the change is made in place.
      object[key] = newValue
      self = .object(object)
    }
  }

  /// The element of an array; `nil` out of bounds and for anything that is not an array.
  public subscript(position: Int) -> JSONValue? {
    guard let array, array.indices.contains(position) else { return nil }
    return array[position]
  }

  /// The value at the end of a path of member names; setting makes the objects on the way, setting `nil` removes.
  public subscript(path: [String]) -> JSONValue? {
    get {
      var value: JSONValue? = self
      for key in path { value = value?[key] }
      return value
    }
    set {
      guard let first = path.first else {
        self = newValue ?? .null
        return
      }
      let rest = Array(path.dropFirst())
      guard !rest.isEmpty else {
        self[first] = newValue
        return
      }
      guard var child = self[first] ?? newValue.map({ _ in .object([:]) }) else { return }
      self[first] = .null  // Gives up the shared storage here too.
      child[rest] = newValue
      self[first] = child
    }
  }

  /// The elements of an array, or nothing.
  public var elements: [JSONValue] { array ?? [] }

  /// An object of strings as a dictionary, or nothing; members that are not strings are left out.
  public var stringMap: [String: String] {
    guard let object else { return [:] }
    return object.reduce(into: [:]) { map, member in map[member.key] = member.value.string }
  }

  /// An object of strings with sorted keys.
  public init(_ map: [String: String]) {
    self = .object(JSONObject(map.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
  }
}
