/// Kubernetes' regular expression library.
enum PatternFunctions {
  static let overloads: [Overload] = [
    .member("find", "string_find_string", [.string, .string], .string) { arguments in
      .string(try pattern(arguments).firstMatch(in: try arguments.string(0)) ?? "")
    },
    .member("findAll", "string_find_all_string", [.string, .string], .list(.string)) { try all($0, limit: .max) },
    .member("findAll", "string_find_all_string_int", [.string, .string, .int], .list(.string)) { arguments in
      let limit = try arguments.int(2)
      return try all(arguments, limit: limit < 0 ? .max : Int(limit))
    },
  ]

  private static func all(_ arguments: [Value], limit: Int) throws(EvaluationError) -> Value {
    .list(try pattern(arguments).allMatches(in: try arguments.string(0), limit: limit).map(Value.string))
  }

  private static func pattern(_ arguments: [Value]) throws(EvaluationError) -> RegularExpression {
    let text = try arguments.string(1)
    do throws(RegularExpression.Failure) { return try RegularExpression(text) } catch {
      throw EvaluationError("Illegal regex: \(error)")
    }
  }
}
