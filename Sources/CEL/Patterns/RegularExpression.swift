/// A regular expression in RE2's syntax, matched in time linear in the text.
///
/// The same engine serves `matches`, `find` and `findAll` of expressions and the `pattern` of schemas.
public struct RegularExpression: Sendable {
  /// Why a pattern is not one, in the words of Go's `regexp` package.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    public var reason: String
    /// The part of the pattern that is wrong.
    public var fragment: String
    public var description: String { "error parsing regexp: \(reason): `\(fragment)`" }
  }

  private let program: PatternProgram

  public init(_ pattern: String) throws(Failure) {
    var parser = PatternParser(pattern)
    program = try PatternProgram(try parser.parse(), pattern: pattern)
  }

  /// Whether the pattern matches anywhere in the text.
  public func matches(_ text: String) -> Bool { PatternMatcher(program, text).search(from: 0, anyEnd: true) != nil }

  /// The first match, of those that start there the preferred one.
  func firstMatch(in text: String) -> String? {
    let matcher = PatternMatcher(program, text)
    return matcher.search(from: 0, anyEnd: false).map(matcher.text)
  }

  /// All matches that do not overlap, at most `limit` of them.
  func allMatches(in text: String, limit: Int) -> [String] {
    let matcher = PatternMatcher(program, text)
    var matches: [String] = []
    var position = 0
    var previousEnd = -1
    while matches.count < limit, position <= matcher.count, let range = matcher.search(from: position, anyEnd: false) {
      // An empty match right after a match is no match of its own.
      if range.isEmpty, range.lowerBound == previousEnd {
        position += 1
        continue
      }
      matches.append(matcher.text(range))
      previousEnd = range.upperBound
      position = range.isEmpty ? range.upperBound + 1 : range.upperBound
    }
    return matches
  }
}
