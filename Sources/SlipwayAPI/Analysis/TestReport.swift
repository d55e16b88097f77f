/// What the statistics have to say about an A/B test as a whole.
///
/// What is said of each arm alone is an ``AnalysisReport``.
public struct TestReport: Sendable, Hashable {
  /// The revisions that took part, the stable one among them: a report on other arms is none.
  public var revisions: Set<String>
  /// The index of the step at which they were compared.
  public var step: Int
  /// The revision that is better than all others, when one is: the stable version wins when no arm is better.
  public var winner: String?
  /// Why requests did not reach the arms in the shares that were asked for: a test that cannot be trusted decides
  /// nothing. A sentence for people.
  public var ratioMismatch: String?
  /// The reason, for people.
  public var message: String

  public init(
    revisions: Set<String>, step: Int, winner: String? = nil, ratioMismatch: String? = nil, message: String = ""
  ) {
    (self.revisions, self.step, self.winner) = (revisions, step, winner)
    (self.ratioMismatch, self.message) = (ratioMismatch, message)
  }
}
