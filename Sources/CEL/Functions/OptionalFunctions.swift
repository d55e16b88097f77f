/// Optional values; `or` and `orValue` are lazy and therefore steps of the planner.
enum OptionalFunctions {
  private static let v = CELType.parameter("V")

  static let overloads: [Overload] = [
    .global("optional.of", "optional_of", [v], .optional(v)) { .optional($0[0]) },
    .global("optional.ofNonZeroValue", "optional_ofNonZeroValue", [v], .optional(v)) {
      .optional($0[0].isZero ? nil : $0[0])
    },
    .global("optional.none", "optional_none", [], .optional(v)) { _ in .optional(nil) },
    .member("value", "optional_value", [.optional(v)], v) { arguments in
      guard let value = try arguments.optional(0) else { throw EvaluationError("optional.none() dereference") }
      return value
    },
    .member("hasValue", "optional_hasValue", [.optional(v)], .bool) { .bool(try $0.optional(0) != nil) },
    .member("or", "optional_or_optional", [.optional(v), .optional(v)], .optional(v)),
    .member("orValue", "optional_orValue_value", [.optional(v), v], v),
    .member("last", "list_last", [.list(v)], .optional(v)) { arguments in
      let list = try arguments.list(0)
      return .optional(list[list.count - 1])
    },
    .member("first", "list_first", [.list(v)], .optional(v)) { .optional(try $0.list(0)[0]) },
    .global("optional.unwrap", "optional_unwrap", [.list(.optional(v))], .list(v), unwrap),
    .member("unwrapOpt", "optional_unwrapOpt", [.list(.optional(v))], .list(v), unwrap),
  ]

  private static let unwrap: Overload.Implementation = { arguments in
    var values: [Value] = []
    for element in try arguments.list(0).elements {
      guard case .optional(let value) = element else {
        throw EvaluationError("value \(element.plainText) is not optional")
      }
      if let value { values.append(value) }
    }
    return .list(values)
  }
}
