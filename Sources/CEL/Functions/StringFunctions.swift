/// The strings library (version 2). Positions are in code points.
enum StringFunctions {
  static let overloads: [Overload] = positions + parts + cases

  private static let positions: [Overload] = [
    .member("charAt", "string_char_at_int", [.string, .int], .string) { arguments in
      let scalars = Array(try arguments.string(0).unicodeScalars)
      let index = try arguments.int(1)
      guard index >= 0, index <= scalars.count else { throw outOfRange(index) }
      return .string(index == scalars.count ? "" : String(Character(scalars[Int(index)])))
    },
    .member("indexOf", "string_index_of_string", [.string, .string], .int) {
      .int(try index(of: $0.string(1), in: $0.string(0), from: 0))
    },
    .member("indexOf", "string_index_of_string_int", [.string, .string, .int], .int) {
      .int(try index(of: $0.string(1), in: $0.string(0), from: $0.int(2)))
    },
    .member("lastIndexOf", "string_last_index_of_string", [.string, .string], .int) {
      .int(try lastIndex(of: $0.string(1), in: $0.string(0), from: nil))
    },
    .member("lastIndexOf", "string_last_index_of_string_int", [.string, .string, .int], .int) {
      .int(try lastIndex(of: $0.string(1), in: $0.string(0), from: $0.int(2)))
    },
    .member("substring", "string_substring_int", [.string, .int], .string) { arguments in
      let scalars = Array(try arguments.string(0).unicodeScalars)
      let start = try arguments.int(1)
      guard start >= 0, start <= scalars.count else { throw outOfRange(start) }
      return .string(TextSearch.string(scalars[Int(start)...]))
    },
    .member("substring", "string_substring_int_int", [.string, .int, .int], .string) { arguments in
      let scalars = Array(try arguments.string(0).unicodeScalars)
      let start = try arguments.int(1)
      let end = try arguments.int(2)
      guard start <= end else {
        throw EvaluationError("invalid substring range. start: \(start), end: \(end)")
      }
      guard start >= 0, start <= scalars.count else { throw outOfRange(start) }
      guard end <= scalars.count else { throw outOfRange(end) }
      return .string(TextSearch.string(scalars[Int(start)..<Int(end)]))
    },
  ]

  private static let parts: [Overload] = [
    .member("replace", "string_replace_string_string", [.string, .string, .string], .string) {
      .string(TextSearch.replace(try $0.string(0), try $0.string(1), try $0.string(2)))
    },
    .member("replace", "string_replace_string_string_int", [.string, .string, .string, .int], .string) { arguments in
      let limit = try arguments.int(3)
      return .string(
        TextSearch.replace(
          try arguments.string(0), try arguments.string(1), try arguments.string(2),
          limit: limit < 0 ? .max : Int(limit)))
    },
    .member("split", "string_split_string", [.string, .string], .list(.string)) {
      .list(TextSearch.split(try $0.string(0), try $0.string(1)).map(Value.string))
    },
    .member("split", "string_split_string_int", [.string, .string, .int], .list(.string)) { arguments in
      let limit = try arguments.int(2)
      let parts = TextSearch.split(
        try arguments.string(0), try arguments.string(1), limit: limit < 0 ? .max : Int(limit))
      return .list(parts.map(Value.string))
    },
    .member("join", "list_join", [.list(.string)], .string) { .string(try join($0.list(0), "")) },
    .member("join", "list_join_string", [.list(.string), .string], .string) {
      .string(try join($0.list(0), try $0.string(1)))
    },
    .member("trim", "string_trim", [.string], .string) { arguments in
      let scalars = Array(try arguments.string(0).unicodeScalars)
      let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.count
      let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? start
      return .string(TextSearch.string(scalars[start..<end]))
    },
  ]

  private static let cases: [Overload] = [
    .member("lowerAscii", "string_lower_ascii", [.string], .string) {
      .string(changeCase(try $0.string(0), "A"..."Z", by: 32))
    },
    .member("upperAscii", "string_upper_ascii", [.string], .string) {
      .string(changeCase(try $0.string(0), "a"..."z", by: -32))
    },
    .global("strings.quote", "strings_quote", [.string], .string) { .string(quote(try $0.string(0))) },
    .member("format", "string_format", [.string, .list(.dyn)], .string) {
      .string(try StringFormatter.format(try $0.string(0), try $0.list(1)))
    },
  ]

  // MARK: - Rules

  private static func outOfRange(_ index: Int64) -> EvaluationError {
    EvaluationError("index out of range: \(index)")
  }

  private static func index(of part: String, in text: String, from offset: Int64) throws(EvaluationError) -> Int64 {
    if part.isEmpty { return offset }
    guard offset >= 0 else { throw outOfRange(offset) }
    let scalars = Array(text.unicodeScalars)
    guard offset < scalars.count else { return -1 }
    return TextSearch.first(Array(part.unicodeScalars), in: scalars, from: Int(offset)).map(Int64.init) ?? -1
  }

  private static func lastIndex(of part: String, in text: String, from offset: Int64?) throws(EvaluationError)
    -> Int64
  {
    let scalars = Array(text.unicodeScalars)
    if part.isEmpty { return offset ?? Int64(scalars.count) }
    if offset == nil, text.utf8.count < part.utf8.count { return -1 }
    let last = offset ?? Int64(scalars.count - 1)
    guard last >= 0 else { throw outOfRange(last) }
    guard last < scalars.count else { return -1 }
    // Searched backwards, in which the first occurrence is the last.
    let wanted = Array(part.unicodeScalars)
    let end = min(Int(last) + wanted.count, scalars.count)
    let found = TextSearch.first(wanted.reversed(), in: scalars[..<end].reversed(), from: 0)
    return found.map { Int64(end - $0 - wanted.count) } ?? -1
  }

  private static func join(_ list: ListValue, _ separator: String) throws(EvaluationError) -> String {
    var texts: [String] = []
    for element in list.elements {
      guard case .string(let text) = element else {
        throw EvaluationError("join: invalid input: \(element.plainText)")
      }
      texts.append(text)
    }
    return texts.joined(separator: separator)
  }

  private static func changeCase(_ text: String, _ range: ClosedRange<Unicode.Scalar>, by difference: Int32) -> String {
    TextSearch.string(
      text.unicodeScalars.lazy.map { scalar in
        guard range.contains(scalar) else { return scalar }
        return Unicode.Scalar(UInt32(Int32(scalar.value) + difference)) ?? scalar
      })
  }

  private static func quote(_ text: String) -> String {
    let escapes: [Unicode.Scalar: String] = [
      "\u{7}": "\\a", "\u{8}": "\\b", "\u{C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{B}": "\\v",
      "\\": "\\\\", "\"": "\\\"",
    ]
    return "\"" + text.unicodeScalars.map { escapes[$0] ?? String(Character($0)) }.joined() + "\""
  }
}
