/// Which labels an object must carry (`metav1.LabelSelector`). All requirements must hold; an empty selector takes all.
public struct LabelSelector: Sendable, Hashable, Codable {
  /// One requirement on one label.
  public struct Requirement: Sendable, Hashable, Codable {
    /// How the label is compared with `values`.
    public enum Operator: String, Sendable, Hashable, Codable {
      case `in` = "In"
      case notIn = "NotIn"
      case exists = "Exists"
      case doesNotExist = "DoesNotExist"
    }

    public var key: String
    public var `operator`: Operator
    public var values: [String]?

    public init(key: String, operator: Operator, values: [String]? = nil) {
      self.key = key
      self.operator = `operator`
      self.values = values
    }

    func matches(_ labels: [String: String]) -> Bool {
      switch `operator` {
      case .in: labels[key].map { (values ?? []).contains($0) } ?? false
      case .notIn: labels[key].map { !(values ?? []).contains($0) } ?? true
      case .exists: labels[key] != nil
      case .doesNotExist: labels[key] == nil
      }
    }
  }

  public var matchLabels: [String: String]?
  public var matchExpressions: [Requirement]?

  public init(matchLabels: [String: String]? = nil, matchExpressions: [Requirement]? = nil) {
    self.matchLabels = matchLabels
    self.matchExpressions = matchExpressions
  }

  public func matches(_ labels: [String: String]) -> Bool {
    (matchLabels ?? [:]).allSatisfy { labels[$0.key] == $0.value }
      && (matchExpressions ?? []).allSatisfy { $0.matches(labels) }
  }
}
