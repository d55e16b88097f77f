extension Value: Equatable {
  /// Equality of the language: numbers are equal across their types, values of different kinds never are.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let first), .bool(let second)): first == second
    case (.string(let first), .string(let second)): first.utf8.elementsEqual(second.utf8)
    case (.bytes(let first), .bytes(let second)): first == second
    case (.list(let first), .list(let second)): first == second
    case (.map(let first), .map(let second)): first == second
    case (.object(let first), .object(let second)): first == second
    case (.timestamp(let first), .timestamp(let second)): first.isSameInstant(as: second)
    case (.duration(let first), .duration(let second)): first == second
    case (.type(let first), .type(let second)): first.runtimeName == second.runtimeName
    case (.optional(let first), .optional(let second)): first == second
    case (.quantity(let first), .quantity(let second)): first == second
    case (.url(let first), .url(let second)): first.text == second.text
    case (.ip(let first), .ip(let second)): first == second
    case (.cidr(let first), .cidr(let second)): first == second
    case (.semver(let first), .semver(let second)): first.compare(second) == 0
    case (.format(let first), .format(let second)): first == second
    default: compareNumbers(left, right) == 0
    }
  }

  /// The order of two values: negative, zero or positive.
  ///
  /// - Throws: where there is none, as for `NaN` and for values of different kinds.
  func compare(_ other: Value) throws(EvaluationError) -> Int {
    switch (self, other) {
    case (.bool(let first), .bool(let second)): return (first ? 1 : 0) - (second ? 1 : 0)
    case (.string(let first), .string(let second)): return Self.order(first.utf8, second.utf8)
    case (.bytes(let first), .bytes(let second)): return Self.order(first, second)
    case (.timestamp(let first), .timestamp(let second)): return first.compare(second)
    case (.duration(let first), .duration(let second)): return first < second ? -1 : first == second ? 0 : 1
    default: break
    }
    for case .double(let double) in [self, other] where double.isNaN && isNumber && other.isNumber {
      throw EvaluationError("NaN values cannot be ordered")
    }
    guard let order = Self.compareNumbers(self, other) else { throw .noSuchOverload }
    return order
  }

  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// Whether `<` and its kin apply to values of this kind at all.
  var isComparable: Bool {
    switch self {
    case .bool, .string, .bytes, .timestamp, .duration, .int, .uint, .double: true
    default: false
    }
  }

  /// `nil` when one of the two is not a number, or `NaN`.
  private static func compareNumbers(_ left: Value, _ right: Value) -> Int? {
    switch (left, right) {
    case (.int(let first), .int(let second)): first < second ? -1 : first == second ? 0 : 1
    case (.uint(let first), .uint(let second)): first < second ? -1 : first == second ? 0 : 1
    case (.int(let first), .uint(let second)): first < 0 ? -1 : order(UInt64(first), second)
    case (.uint(let first), .int(let second)): second < 0 ? 1 : order(first, UInt64(second))
    case (.double(let first), .double(let second)): order(first, second)
    case (.int(let first), .double(let second)): order(first, second)
    case (.double(let first), .int(let second)): order(second, first).map { -$0 }
    case (.uint(let first), .double(let second)): order(first, second)
    case (.double(let first), .uint(let second)): order(second, first).map { -$0 }
    default: nil
    }
  }

  private static func order(_ left: UInt64, _ right: UInt64) -> Int { left < right ? -1 : left == right ? 0 : 1 }

  private static func order(_ left: Double, _ right: Double) -> Int? {
    left < right ? -1 : left == right ? 0 : left > right ? 1 : nil
  }

  /// Integers are compared with doubles as doubles, once those are in their range.
  private static func order<Integer: FixedWidthInteger>(_ left: Integer, _ right: Double) -> Int? {
    if right < Double(Integer.min) { return 1 }
    if right > Double(Integer.max) { return -1 }
    return order(Double(left), right)
  }

  private static func order(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Int {
    if left.elementsEqual(right) { return 0 }
    return left.lexicographicallyPrecedes(right) ? -1 : 1
  }
}
