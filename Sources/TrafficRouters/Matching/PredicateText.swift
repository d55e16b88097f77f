/// Functions joined by `&&`, such as ``Header(`x-model`, `b`) && Method(`GET`)``: the rules of Traefik, and with other
/// quotes the predicates of Skipper.
struct PredicateText: Hashable {
  /// One function and its arguments.
  struct Call: Hashable {
    var name: String
    var arguments: [Argument]
  }

  enum Argument: Hashable {
    case text(String)
    /// Between slashes.
    case expression(String)
    /// Without quotes.
    case number(Int)

    var value: String {
      switch self {
      case .text(let value), .expression(let value): value
      case .number(let number): String(number)
      }
    }

    var number: Int? { if case .number(let number) = self { number } else { nil } }
  }

  var calls: [Call]

  init(_ calls: [Call]) { self.calls = calls }

  /// Reads calls; `nil` for anything but calls of quoted arguments joined by `&&`.
  init?(_ text: some StringProtocol) {
    var scanner = Scanner(rest: Substring(text))
    guard let calls = scanner.calls() else { return nil }
    self.calls = calls
  }

  /// The text with arguments between double quotes, as Go writes strings, or between slashes.
  var text: String {
    calls.map { "\($0.name)(\($0.arguments.map(Self.quoted).joined(separator: ", ")))" }.joined(separator: " && ")
  }

  private static func quoted(_ argument: Argument) -> String {
    let (mark, value): (Character, String)
    switch argument {
    case .text(let text): (mark, value) = ("\"", text)
    case .expression(let text): (mark, value) = ("/", text)
    case .number(let number): return String(number)
    }
    // A backslash is one of the expression's own between slashes, and an escape between quotes.
    let escaped = value.map { $0 == mark || ($0 == "\\" && mark == "\"") ? "\\\($0)" : String($0) }
    return "\(mark)\(escaped.joined())\(mark)"
  }

  private struct Scanner {
    var rest: Substring

    mutating func calls() -> [Call]? {
      var calls: [Call] = []
      repeat {
        guard let call = call() else { return nil }
        calls.append(call)
      } while take("&&")
      skipSpace()
      return rest.isEmpty ? calls : nil
    }

    private mutating func call() -> Call? {
      skipSpace()
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(name.count)
      guard !name.isEmpty, take("(") else { return nil }
      var arguments: [Argument] = []
      repeat {
        guard let argument = argument() else { return nil }
        arguments.append(argument)
      } while take(",")
      return take(")") ? Call(name: String(name), arguments: arguments) : nil
    }

    private mutating func argument() -> Argument? {
      skipSpace()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      if let number = Int(digits) {
        rest = rest.dropFirst(digits.count)
        return .number(number)
      }
      guard let mark = rest.first, "\"`/".contains(mark) else { return nil }
      rest = rest.dropFirst()
      var value = ""
      while let character = rest.popFirst() {
        if character == mark { return mark == "/" ? .expression(value) : .text(value) }
        if character == "\\", mark != "`" {
          guard let next = rest.popFirst() else { return nil }
          if mark == "/", next != "/" { value.append(character) }
          value.append(next)
        } else {
          value.append(character)
        }
      }
      return nil
    }

    private mutating func take(_ text: String) -> Bool {
      skipSpace()
      guard rest.hasPrefix(text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }

    private mutating func skipSpace() { rest = rest.drop { $0 == " " } }
  }
}
