/// The lists libraries, of Kubernetes and of the language (version 3).
enum ListFunctions {
  private static let t = CELType.parameter("T")
  private static let comparable: [(String, CELType)] = [
    ("int", .int), ("uint", .uint), ("double", .double), ("bool", .bool), ("duration", .duration),
    ("timestamp", .timestamp), ("string", .string), ("bytes", .bytes),
  ]

  static let overloads: [Overload] = order + sums + search + shape

  private static let order: [Overload] = comparable.flatMap { name, type in
    [
      Overload.member("isSorted", "list_\(name)_is_sorted_bool", [.list(type)], .bool) { .bool(try isSorted($0.list(0))) },
      Overload.member("max", "list_\(name)_max_\(name)", [.list(type)], type) { try best($0.list(0), "max", 1) },
      Overload.member("min", "list_\(name)_min_\(name)", [.list(type)], type) { try best($0.list(0), "min", -1) },
      Overload.member("sort", "list_\(name)_sort", [.list(type)], .list(type)) { arguments in
        let list = try arguments.list(0)
        return .list(try sort(list, by: list))
      },
      Overload.member(
        Operators.sortByKeys, "list_\(name)_sortByAssociatedKeys", [.list(t), .list(type)], .list(t)
      ) { .list(try sort($0.list(0), by: $0.list(1))) },
    ]
  }

  private static let sums: [Overload] = [
    ("int", CELType.int, Value.int(0)), ("uint", .uint, .uint(0)), ("double", .double, .double(0)),
    ("duration", .duration, .duration(0)),
  ].map { name, type, zero in
    Overload.member("sum", "list_\(name)_sum_\(name)", [.list(type)], type) { arguments in
      var sum = zero
      for element in try arguments.list(0).elements { sum = try Arithmetic.add(sum, element) }
      return sum
    }
  }

  private static let search: [Overload] = [
    .member("indexOf", "list_a_index_of_int", [.list(t), t], .int) { arguments in
      .int(Int64(try arguments.list(0).elements.firstIndex(of: arguments[1]) ?? -1))
    },
    .member("lastIndexOf", "list_a_last_index_of_int", [.list(t), t], .int) { arguments in
      .int(Int64(try arguments.list(0).elements.lastIndex(of: arguments[1]) ?? -1))
    },
  ]

  private static let shape: [Overload] = [
    .member("slice", "list_slice", [.list(t), .int, .int], .list(t)) {
      .list(try slice($0.list(0), try $0.int(1), try $0.int(2)))
    },
    .member("flatten", "list_flatten", [.list(.list(t))], .list(t)) { .list(flatten(try $0.list(0), levels: 1)) },
    .member("flatten", "list_flatten_int", [.list(.dyn), .int], .list(.dyn)) { arguments in
      let levels = try arguments.int(1)
      guard levels >= 0 else { throw EvaluationError("level must be non-negative") }
      return .list(flatten(try arguments.list(0), levels: levels))
    },
    .global("lists.range", "lists_range", [.int], .list(.int)) { arguments in
      let count = try arguments.int(0)
      guard count <= longestRange else { throw EvaluationError.costLimitExceeded }
      return .list((0..<max(0, count)).map(Value.int))
    },
    .member("reverse", "list_reverse", [.list(t)], .list(t)) { .list(try $0.list(0).elements.reversed()) },
    .member("distinct", "list_distinct", [.list(t)], .list(t)) { arguments in
      var seen: [Value] = []
      for element in try arguments.list(0).elements where !seen.contains(element) { seen.append(element) }
      return .list(seen)
    },
  ]

  /// More elements than any evaluation may pay for.
  private static let longestRange: Int64 = 10_000_000

  // MARK: - Rules

  private static func isSorted(_ list: ListValue) throws(EvaluationError) -> Bool {
    let elements = list.elements
    for (left, right) in zip(elements, elements.dropFirst()) where try left.compare(right) > 0 { return false }
    return true
  }

  private static func best(_ list: ListValue, _ function: String, _ wanted: Int) throws(EvaluationError) -> Value {
    guard var best = list[0] else { throw EvaluationError("\(function) called on empty list") }
    for element in list.elements.dropFirst() where try element.compare(best).signum() == wanted { best = element }
    return best
  }

  private static func sort(_ list: ListValue, by keys: ListValue) throws -> [Value] {
    let keys = keys.elements
    guard let first = keys.first else { return list.elements }
    guard first.isComparable else { throw EvaluationError("list elements must be comparable") }
    guard keys.allSatisfy({ $0.type == first.type }) || keys.count == 1 else {
      throw EvaluationError("list elements must have the same type")
    }
    let sorted = try zip(keys, list.elements).enumerated().sorted { left, right in
      let order = try left.element.0.compare(right.element.0)
      return order == 0 ? left.offset < right.offset : order < 0
    }
    return sorted.map(\.element.1)
  }

  private static func slice(_ list: ListValue, _ start: Int64, _ end: Int64) throws(EvaluationError) -> [Value] {
    let range = "cannot slice(\(start), \(end))"
    guard start >= 0, end >= 0 else { throw EvaluationError("\(range), negative indexes not supported") }
    guard start <= end else {
      throw EvaluationError("\(range), start index must be less than or equal to end index")
    }
    guard end <= list.count else { throw EvaluationError("\(range), list is length \(list.count)") }
    return Array(list.elements[Int(start)..<Int(end)])
  }

  private static func flatten(_ list: ListValue, levels: Int64) -> [Value] {
    list.elements.flatMap { element in
      guard levels > 0, case .list(let inner) = element else { return [element] }
      return flatten(inner, levels: levels - 1)
    }
  }
}
