extension TrafficPlan {
  /// Sends the requests that match to one revision.
  public struct MatchRule: Sendable, Hashable {
    /// Names the rule, such as the arm of an A/B test: a label of lower-case letters, digits and dashes.
    public var name: String
    /// What a request must have; all of it.
    public var conditions: [MatchCondition]
    public var revision: String

    public init(name: String, conditions: [MatchCondition], revision: String) {
      (self.name, self.conditions, self.revision) = (name, conditions, revision)
    }
  }

  /// One thing that a request has.
  public struct MatchCondition: Sendable, Hashable {
    /// Where to look.
    public enum Place: Sendable, Hashable {
      /// A header of this name, in any case.
      case header(String)
      /// A cookie of this name.
      case cookie(String)
      /// A parameter of the query of this name.
      case query(String)
      /// The HTTP method.
      case method
    }

    /// How to compare.
    public enum Comparison: Sendable, Hashable {
      case exact(String)
      case prefix(String)
      /// A regular expression (RE2) that the whole value must match.
      case expression(String)
    }

    public var place: Place
    public var comparison: Comparison

    public init(_ place: Place, _ comparison: Comparison) { (self.place, self.comparison) = (place, comparison) }
  }
}
