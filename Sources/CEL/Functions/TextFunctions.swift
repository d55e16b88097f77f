/// The standard functions of text.
enum TextFunctions {
  static let overloads: [Overload] = [
    .member("contains", "contains_string", [.string, .string], .bool) { arguments in
      .bool(TextSearch.contains(try arguments.string(0), try arguments.string(1)))
    },
    .member("startsWith", "starts_with_string", [.string, .string], .bool) { arguments in
      .bool(try arguments.string(0).utf8.starts(with: arguments.string(1).utf8))
    },
    .member("endsWith", "ends_with_string", [.string, .string], .bool) { arguments in
      .bool(try arguments.string(0).utf8.reversed().starts(with: arguments.string(1).utf8.reversed()))
    },
    .member("matches", "matches_string", [.string, .string], .bool, matches),
    .global("matches", "matches", [.string, .string], .bool, matches),
  ]

  private static let matches: Overload.Implementation = { arguments in
    .bool(try pattern(arguments.string(1)).matches(try arguments.string(0)))
  }

  static func pattern(_ text: String) throws(EvaluationError) -> RegularExpression {
    do throws(RegularExpression.Failure) { return try RegularExpression(text) } catch {
      throw EvaluationError(error.description)
    }
  }
}
