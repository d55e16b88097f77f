/// A regular expression as a tree.
indirect enum PatternNode {
  enum Assertion: Sendable { case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary }

  case empty
  case characters(CharacterSet)
  case assertion(Assertion)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// `most` is `nil` when there is no limit.
  case repetition(PatternNode, least: Int, most: Int?, isGreedy: Bool)
}
