/// The signatures of operators; the planner evaluates them itself.
enum OperatorFunctions {
  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")

  static let overloads: [Overload] = logic + arithmetic + relations + access

  private static let logic: [Overload] = [
    .global(Operators.conditional, "conditional", [.bool, a, a], a),
    .global(Operators.and, "logical_and", [.bool, .bool], .bool),
    .global(Operators.or, "logical_or", [.bool, .bool], .bool),
    .global(Operators.not, "logical_not", [.bool], .bool),
    .global(Operators.notStrictlyFalse, "not_strictly_false", [.bool], .bool),
    .global(Operators.equals, "equals", [a, a], .bool),
    .global(Operators.notEquals, "not_equals", [a, a], .bool),
  ]

  private static let arithmetic: [Overload] = [
    .global(Operators.add, "add_bytes", [.bytes, .bytes], .bytes),
    .global(Operators.add, "add_double", [.double, .double], .double),
    .global(Operators.add, "add_duration_duration", [.duration, .duration], .duration),
    .global(Operators.add, "add_duration_timestamp", [.duration, .timestamp], .timestamp),
    .global(Operators.add, "add_timestamp_duration", [.timestamp, .duration], .timestamp),
    .global(Operators.add, "add_int64", [.int, .int], .int),
    .global(Operators.add, "add_list", [.list(a), .list(a)], .list(a)),
    .global(Operators.add, "add_string", [.string, .string], .string),
    .global(Operators.add, "add_uint64", [.uint, .uint], .uint),
    .global(Operators.subtract, "subtract_double", [.double, .double], .double),
    .global(Operators.subtract, "subtract_duration_duration", [.duration, .duration], .duration),
    .global(Operators.subtract, "subtract_int64", [.int, .int], .int),
    .global(Operators.subtract, "subtract_timestamp_duration", [.timestamp, .duration], .timestamp),
    .global(Operators.subtract, "subtract_timestamp_timestamp", [.timestamp, .timestamp], .duration),
    .global(Operators.subtract, "subtract_uint64", [.uint, .uint], .uint),
    .global(Operators.multiply, "multiply_double", [.double, .double], .double),
    .global(Operators.multiply, "multiply_int64", [.int, .int], .int),
    .global(Operators.multiply, "multiply_uint64", [.uint, .uint], .uint),
    .global(Operators.divide, "divide_double", [.double, .double], .double),
    .global(Operators.divide, "divide_int64", [.int, .int], .int),
    .global(Operators.divide, "divide_uint64", [.uint, .uint], .uint),
    .global(Operators.modulo, "modulo_int64", [.int, .int], .int),
    .global(Operators.modulo, "modulo_uint64", [.uint, .uint], .uint),
    .global(Operators.negate, "negate_double", [.double], .double),
    .global(Operators.negate, "negate_int64", [.int], .int),
  ]

  private static let relations: [Overload] = [
    (Operators.less, "less"), (Operators.lessOrEqual, "less_equals"), (Operators.greater, "greater"),
    (Operators.greaterOrEqual, "greater_equals"),
  ].flatMap { function, name in
    let pairs: [(String, CELType, CELType)] = [
      ("bool", .bool, .bool), ("int64", .int, .int), ("int64_double", .int, .double), ("int64_uint64", .int, .uint),
      ("uint64", .uint, .uint), ("uint64_double", .uint, .double), ("uint64_int64", .uint, .int),
      ("double", .double, .double), ("double_int64", .double, .int), ("double_uint64", .double, .uint),
      ("string", .string, .string), ("bytes", .bytes, .bytes), ("timestamp", .timestamp, .timestamp),
      ("duration", .duration, .duration),
    ]
    return pairs.map { Overload.global(function, "\(name)_\($0.0)", [$0.1, $0.2], .bool) }
  }

  private static let access: [Overload] = [
    .global(Operators.index, "index_list", [.list(a), .int], a),
    .global(Operators.index, "index_map", [.map(a, b), a], b),
    .global(Operators.index, "optional_list_index_int", [.optional(.list(a)), .int], .optional(a)),
    .global(Operators.index, "optional_map_index_value", [.optional(.map(a, b)), a], .optional(b)),
    .global(Operators.optionalIndex, "list_optindex_optional_int", [.list(a), .int], .optional(a)),
    .global(
      Operators.optionalIndex, "optional_list_optindex_optional_int", [.optional(.list(a)), .int], .optional(a)),
    .global(Operators.optionalIndex, "map_optindex_optional_value", [.map(a, b), a], .optional(b)),
    .global(Operators.optionalIndex, "optional_map_optindex_optional_value", [.optional(.map(a, b)), a], .optional(b)),
    .global(Operators.contains, "in_list", [a, .list(a)], .bool),
    .global(Operators.contains, "in_map", [a, .map(a, b)], .bool),
    .global(Operators.mapInsert, "@mapInsert_map_key_value", [.map(a, b), a, b], .map(a, b)),
    .global(Operators.mapInsert, "@mapInsert_map_map", [.map(a, b), .map(a, b)], .map(a, b)),
  ]
}
