/// Named formats.
enum FormatFunctions {
  static let overloads: [Overload] = constants + [
    .global("format.named", "format-named", [.string], .optional(.format)) { arguments in
      .optional(NamedFormat.all[try arguments.string(0)].map(Value.format))
    },
    .member("validate", "format-validate", [.format, .string], .optional(.list(.string))) { arguments in
      guard case .format(let format) = arguments[0] else { throw EvaluationError.noSuchOverload }
      let problems = format.problems(with: try arguments.string(1))
      return .optional(problems.isEmpty ? nil : .list(problems.map(Value.string)))
    },
  ]

  private static let constants: [Overload] = NamedFormat.all.map { name, format in
    .global("format.\(name)", "format.\(name)", [], .format) { _ in .format(format) }
  }
}
