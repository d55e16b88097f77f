extension JSONPath.Step {
  func values(in value: JSONValue) -> [JSONValue] {
    switch self {
    case .members(let names): return names.compactMap { value[$0] }
    case .positions(let positions):
      let elements = value.elements
      return positions.compactMap { value[$0 < 0 ? elements.count + $0 : $0] }
    case .slice(let from, let to, let by): return Self.slice(value.elements, from, to, by)
    case .all: return Self.children(of: value)
    case .descent(let step): return Self.descend(value) { step.values(in: $0) }
    case .filter(let filter): return value.elements.filter(filter.holds)
    }
  }

  private static func children(of value: JSONValue) -> [JSONValue] { value.array ?? value.object?.map(\.value) ?? [] }

  private static func descend(_ value: JSONValue, _ take: (JSONValue) -> [JSONValue]) -> [JSONValue] {
    take(value) + children(of: value).flatMap { descend($0, take) }
  }

  private static func slice(_ elements: [JSONValue], _ from: Int?, _ to: Int?, _ step: Int) -> [JSONValue] {
    func bound(_ position: Int) -> Int {
      min(max(position < 0 ? elements.count + position : position, 0), elements.count)
    }
    let (start, end) = (bound(from ?? 0), bound(to ?? elements.count))
    guard start < end else { return [] }
    return stride(from: start, to: end, by: step).map { elements[$0] }
  }
}

extension JSONPath.Filter {
  func holds(_ element: JSONValue) -> Bool {
    guard let comparison, let right else { return left.value(in: element) != nil }
    guard let first = left.value(in: element), let second = right.value(in: element) else { return false }
    return comparison.holds(first, second)
  }
}

extension JSONPath.Filter.Operand {
  fileprivate func value(in element: JSONValue) -> JSONValue? {
    switch self {
    case .path(let path): path.values(in: element).first
    case .literal(let value): value
    }
  }
}

extension JSONPath.Filter.Comparison {
  /// Numbers compare as numbers, texts as texts; values of two kinds are unequal, and in no order.
  fileprivate func holds(_ left: JSONValue, _ right: JSONValue) -> Bool {
    if let left = left.double, let right = right.double { return holds(left, right) }
    if let left = left.string, let right = right.string { return holds(left, right) }
    return switch self {
    case .equal: left == right
    case .unequal: left != right
    case .atMost, .atLeast, .less, .greater: false
    }
  }

  private func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .unequal: left != right
    case .atMost: left <= right
    case .atLeast: left >= right
    case .less: left < right
    case .greater: left > right
    }
  }
}
