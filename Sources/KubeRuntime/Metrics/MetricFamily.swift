/// Metrics of one name at one moment, under the names and labels that dashboards made for controller-runtime expect.
public struct MetricFamily: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable { case counter, gauge, histogram }

  public enum Value: Sendable, Hashable {
    case number(Double)
    case distribution(DurationHistogram)
  }

  public struct Series: Sendable, Hashable {
    /// The values of the labels, in the order of their names.
    public var labels: [String]
    public var value: Value

    public init(_ labels: [String], _ value: Value) { (self.labels, self.value) = (labels, value) }
  }

  public var name: String
  public var help: String
  public var kind: Kind
  /// The names of the labels.
  public var labels: [String]
  public var series: [Series]

  public init(_ name: String, _ kind: Kind, help: String, labels: [String] = [], _ series: [Series]) {
    self.name = name
    self.help = help
    self.kind = kind
    self.labels = labels
    self.series = series
  }

  /// A family of numbers.
  init(_ name: String, _ kind: Kind, _ help: String, labels: [String], _ values: [(labels: [String], value: Double)]) {
    self.init(name, kind, help: help, labels: labels, values.map { Series($0.labels, .number($0.value)) })
  }
}
