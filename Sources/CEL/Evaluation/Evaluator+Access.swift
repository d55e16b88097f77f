// Fields, elements and keys.

extension Evaluator {
  mutating func select(_ operand: Step, _ field: String) throws(EvaluationError) -> Value {
    let value = try evaluate(operand)
    try charge(1)
    if case .optional(let wrapped) = value {
      guard let wrapped else {
        cost -= 1
        return value
      }
      let found = try Self.find(.string(field), in: wrapped)
      if found == nil { cost -= 1 }
      return .optional(found)
    }
    guard let found = try Self.find(.string(field), in: value) else { throw .noSuchKey(.string(field)) }
    return found
  }

  mutating func test(_ operand: Step, _ field: String) throws(EvaluationError) -> Value {
    switch try evaluate(operand) {
    case .object(let object): return .bool(object.hasField(field))
    case .map(let map): return .bool(map[.string(field)] != nil)
    case .optional(let wrapped):
      guard let wrapped else { return .bool(false) }
      return .bool(try Self.find(.string(field), in: wrapped) != nil)
    case .list: throw .noSuchOverload
    // What has no members at all does not have this one.
    default: return .bool(false)
    }
  }

  mutating func optionalSelect(_ operand: Step, _ field: String) throws(EvaluationError) -> Value {
    try found(.string(field), in: try evaluate(operand))
  }

  /// What an optional access finds; only what is there is paid for.
  private mutating func found(_ key: Value, in value: Value) throws(EvaluationError) -> Value {
    let found = try Self.optional(key, in: value)
    if case .optional(_?) = found { try charge(1) }
    return found
  }

  mutating func index(_ operand: Step, _ index: Step) throws(EvaluationError) -> Value {
    let value = try evaluate(operand)
    let key = try unpaid(index)
    try charge(1)
    if case .optional(let wrapped) = value {
      guard let wrapped else { return value }
      return .optional(try Self.find(key, in: wrapped))
    }
    if let found = try Self.find(key, in: value) { return found }
    guard case .list(let list) = value, let position = Self.position(key) else { throw .noSuchKey(key) }
    if position < 0 || position >= Int64(list.count) { throw EvaluationError("index out of bounds: \(position)") }
    throw .noSuchKey(key)
  }

  mutating func optionalIndex(_ operand: Step, _ index: Step) throws(EvaluationError) -> Value {
    let value = try evaluate(operand)
    return try found(try unpaid(index), in: value)
  }

  private static func optional(_ key: Value, in value: Value) throws(EvaluationError) -> Value {
    guard case .optional(let wrapped) = value else { return .optional(try findIfAny(key, in: value)) }
    guard let wrapped else { return value }
    return .optional(try findIfAny(key, in: wrapped))
  }

  /// Like `find`; what has no members at all does not have this one.
  private static func findIfAny(_ key: Value, in value: Value) throws(EvaluationError) -> Value? {
    switch value {
    case .map, .object, .list: try find(key, in: value)
    default: nil
    }
  }

  /// What stands at a key or position; `nil` when nothing does.
  private static func find(_ key: Value, in value: Value) throws(EvaluationError) -> Value? {
    switch value {
    case .map(let map): return map[key]
    case .object(let object):
      guard case .string(let name) = key else { throw .noSuchOverload }
      return try object.field(name)
    case .list(let list):
      guard let position = position(key) else {
        if case .double = key { throw EvaluationError("unsupported index value \(key.plainText) in list") }
        throw EvaluationError("unsupported index type '\(key.type.runtimeName)' in list")
      }
      return list[Int(clamping: position)]
    default: throw .noSuchKey(key)
    }
  }

  private static func position(_ key: Value) -> Int64? {
    switch key {
    case .int(let int): int
    case .uint(let uint): Int64(exactly: uint)
    case .double(let double): Int64(exactly: double)
    default: nil
    }
  }

  mutating func contains(_ element: Step, _ collection: Step, _ isDynamic: Bool) throws(EvaluationError) -> Value {
    let wanted = try evaluate(element)
    // The collection is looked at last, so that its own failure comes last.
    switch try evaluate(collection) {
    case .list(let list):
      try charge(isDynamic ? 1 : UInt64(list.count))
      for position in 0..<list.count { if let element = list[position], element == wanted { return .bool(true) } }
      return .bool(false)
    case .map(let map):
      try charge(1)
      return .bool(map[wanted] != nil)
    case .object(let object):
      try charge(1)
      guard case .string(let name) = wanted else { return .bool(false) }
      return .bool(object.hasField(name))
    default:
      try charge(1)
      throw .noSuchOverload
    }
  }
}
