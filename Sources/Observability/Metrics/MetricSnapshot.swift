/// A family of metrics at one moment, as a collector gives it.
public struct MetricSnapshot: Sendable, Equatable {
  public enum Kind: String, Sendable, Equatable { case counter, gauge, histogram }

  public enum Value: Sendable, Equatable {
    case number(Double)
    /// - Parameters:
    ///   - bounds: the buckets' upper bounds, inclusive and ascending, without the infinite one.
    ///   - counts: how many values fell into each bucket, not cumulated; one more than there are bounds.
    case histogram(bounds: [Double], counts: [UInt64], sum: Double)
  }

  public var name: String
  public var help: String
  public var kind: Kind
  public var labels: [String]
  /// The values of the labels, in the order of their names, and what they stand for.
  public var series: [(labels: [String], value: Value)]

  public init(
    _ name: String, _ kind: Kind, help: String, labels: [String] = [], series: [(labels: [String], value: Value)]
  ) {
    self.name = name
    self.help = help
    self.kind = kind
    self.labels = labels
    self.series = series
  }

  public static func == (left: MetricSnapshot, right: MetricSnapshot) -> Bool {
    (left.name, left.help, left.kind, left.labels) == (right.name, right.help, right.kind, right.labels)
      && left.series.elementsEqual(right.series) { $0.labels == $1.labels && $0.value == $1.value }
  }
}
