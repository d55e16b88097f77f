/// A place in an answer, and whether a pattern of a path takes it.
struct AnswerPath: Sendable, Hashable {
  private(set) var parts: [Substring]

  init(_ text: String) { parts = text.split(separator: ".") }
  private init(parts: [Substring]) { self.parts = parts }

  func appending(_ part: String) -> AnswerPath { AnswerPath(parts: parts + [Substring(part)]) }

  /// Whether this pattern takes a place; a pattern without stars takes that one place.
  func takes(_ place: AnswerPath) -> Bool {
    parts.count == place.parts.count && zip(parts, place.parts).allSatisfy { $0 == "*" || $0 == $1 }
  }

  var text: String { parts.isEmpty ? "the whole answer" : parts.joined(separator: ".") }
}
