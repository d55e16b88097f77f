// What can be said of a format string and its arguments before they are evaluated.
extension StringFormatter {
  struct Failure: Error {
    var message: String
    /// Where the argument stands that is at fault; `nil` when the format string is.
    var position: Int?
  }

  /// Checks literal arguments against a format string.
  ///
  /// - Returns: how many arguments it uses.
  static func check(_ pattern: String, _ arguments: [Expression]) throws(Failure) -> Int {
    var bytes = Array(pattern.utf8)[...]
    var next = 0
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else { continue }
      if bytes.first == UInt8(ascii: "%") {
        bytes.removeFirst()
        continue
      }
      guard next < arguments.count else { throw Failure(message: "index \(next) out of range") }
      guard !bytes.isEmpty else { throw Failure(message: "unexpected end of string") }
      let kind: Character
      do throws(EvaluationError) { kind = try clauseKind(&bytes).kind } catch { throw Failure(message: error.message) }
      try check(kind, arguments[next])
      next += 1
    }
    return next
  }

  private static func check(_ kind: Character, _ argument: Expression) throws(Failure) {
    if kind == "s" { return try checkText(argument) }
    let allowed: [CELType]
    switch kind {
    case "d", "o": allowed = [.int, .uint]
    case "f", "e": allowed = [.double]
    case "b": allowed = [.int, .uint, .bool]
    default: allowed = [.int, .uint, .string, .bytes]
    }
    guard !argument.type.isDynamic, !allowed.contains(argument.type) else { return }
    throw Failure(
      message: "error during formatting: \(refusal(of: argument.type, by: kind).message)", position: argument.position)
  }

  private static func checkText(_ argument: Expression) throws(Failure) {
    switch argument.kind {
    case .list(let elements, _): for element in elements { try checkText(element) }
    case .map(let entries):
      for entry in entries {
        try checkText(entry.key)
        try checkText(entry.value)
      }
    default: break
    }
    switch argument.type {
    case .optional, .object, .named:
      throw Failure(
        message: "error during formatting: \(refusal(of: argument.type, by: "s").message)", position: argument.position)
    default: return
    }
  }
}
