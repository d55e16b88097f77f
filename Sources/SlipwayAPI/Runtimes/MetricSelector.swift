/// Picks samples of one metric by their labels.
public struct MetricSelector: Sendable, Hashable {
  /// What a label must be.
  public enum Rule: Sendable, Hashable {
    /// One of these values.
    case among(Set<String>)
    /// None of these values.
    case notAmong(Set<String>)
    /// A value that begins so: `5` for 500 and for 5xx.
    case begins(String)
    /// A value that holds one of these texts.
    case holds([String])
    /// A value that holds none of these texts.
    case lacks([String])

    /// Whether a label may have this value.
    public func accepts(_ value: String) -> Bool {
      switch self {
      case .among(let values): values.contains(value)
      case .notAmong(let values): !values.contains(value)
      case .begins(let prefix): value.hasPrefix(prefix)
      case .holds(let texts): texts.contains { value.contains($0) }
      case .lacks(let texts): !texts.contains { value.contains($0) }
      }
    }
  }

  /// The name of the metric.
  public var name: String
  /// The rules by label; a label that is absent counts as empty.
  public var rules: [String: Rule]

  /// Makes a selector.
  public init(_ name: String, _ rules: [String: Rule] = [:]) { (self.name, self.rules) = (name, rules) }

  /// The same labels of another metric of the family.
  public func suffixed(_ suffix: String) -> MetricSelector { MetricSelector(name + suffix, rules) }
}
