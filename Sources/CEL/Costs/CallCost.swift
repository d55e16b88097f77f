/// What a call costs when it is made.
enum CallCost {
  /// Traversing a text costs a tenth of its length.
  static func traversal(_ size: UInt64, times: Double = 1) -> UInt64 {
    let cost = (Double(size) * 0.1 * times).rounded(.up)
    return cost >= 0x1p63 ? .max : UInt64(cost)
  }

  static func comparison(_ left: Value, _ right: Value, isEquality: Bool) -> UInt64 {
    switch left {
    case .quantity, .ip, .cidr, .format, .url, .semver, .authorization: if isEquality { return 1 }
    default: break
    }
    return traversal(min(left.costSize, right.costSize))
  }

  static func order(_ left: Value, _ right: Value) -> UInt64 {
    switch (left, right) {
    case (.string, .string), (.bytes, .bytes): traversal(min(left.costSize, right.costSize))
    default: 1
    }
  }

  static func addition(_ left: Value, _ right: Value) -> UInt64 {
    switch (left, right) {
    case (.string, .string), (.bytes, .bytes): traversal(left.costSize + right.costSize)
    default: 1
    }
  }

  static func call(_ overload: Overload, _ arguments: [Value], _ result: Value?) -> UInt64 {
    let first = arguments.first?.costSize ?? 0
    let second = arguments.count > 1 ? arguments[1].costSize : 0
    switch overload.function {
    case "check": return 350_000
    case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf": return arguments.first.map(tree) ?? 0
    case "url", "lowerAscii", "upperAscii", "substring", "trim", "cidr", "isIP", "isCIDR", "quantity", "isQuantity",
      "semver", "isSemver":
      return traversal(first)
    case "ip": return overload.id == "cidr_ip" ? 1 : traversal(first)
    case "replace", "split", "ip.isCanonical": return traversal(first, times: 2)
    case "join": return traversal(result?.costSize ?? 0, times: 2)
    case "find", "findAll", "matches": return pattern(first, second)
    case "validate":
      guard case .format(let format)? = arguments.first else { return 1 }
      return pattern(second, UInt64(format.patternLength))
    case "contains": return traversal(first).multipliedWithoutOverflow(by: traversal(second))
    case "startsWith", "endsWith", "strings.quote", "format": return traversal(first)
    case "bytes" where overload.id == "string_to_bytes", "string" where overload.id == "bytes_to_string":
      return traversal(first)
    case "containsIP", "containsCIDR":
      let range = traversal(first, times: 2) + (overload.function == "containsCIDR" ? traversal(first) + 1 : 0)
      return range + (overload.id.hasSuffix("_string") ? traversal(second) : 0)
    case "sets.contains", "sets.intersects": return first.multipliedWithoutOverflow(by: second).addingWithoutOverflow(1)
    case "sets.equivalent":
      return first.multipliedWithoutOverflow(by: second).multipliedWithoutOverflow(by: 2).addingWithoutOverflow(1)
    case "slice", "lists.range", "reverse": return list(result?.costSize ?? 1, 1)
    case "flatten":
      guard arguments.count > 1, case .int(let depth) = arguments[1] else { return list(first, 1) }
      return list(first, Double(max(0, depth)))
    case "distinct", "sort": return pairs(arguments[0])
    case Operators.sortByKeys: return pairs(arguments[1])
    default: return 1
    }
  }

  /// What it costs to make a list.
  private static func list(_ size: UInt64, _ factor: Double) -> UInt64 {
    let cost = Double(size) * factor
    return (cost >= 0x1p63 ? .max : UInt64(cost)).addingWithoutOverflow(11)
  }

  /// What it costs to compare each element with each, and to make a list.
  private static func pairs(_ value: Value) -> UInt64 {
    guard case .list(let elements) = value else { return 1 }
    var factor = 2.0
    switch elements[0] {
    case .string, .bytes: factor = 2.1
    default: break
    }
    let size = UInt64(elements.count)
    return list(size.multipliedWithoutOverflow(by: size), factor)
  }

  private static func pattern(_ text: UInt64, _ pattern: UInt64) -> UInt64 {
    let quarter = (Double(pattern) * 0.25).rounded(.up)
    return traversal(text + 1).multipliedWithoutOverflow(by: UInt64(quarter))
  }

  /// The cost of looking at everything in a value.
  private static func tree(_ value: Value) -> UInt64 {
    switch value {
    case .string(let text): UInt64(Double(text.utf8.count) * 0.1)
    case .bytes(let bytes): UInt64(Double(bytes.count) * 0.1)
    case .list(let list): list.elements.reduce(0) { $0 + tree($1) }
    case .map(let map): map.entries.reduce(0) { $0 + tree($1.key) + tree($1.value) }
    default: 1
    }
  }
}

extension UInt64 {
  func multipliedWithoutOverflow(by other: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  func addingWithoutOverflow(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
