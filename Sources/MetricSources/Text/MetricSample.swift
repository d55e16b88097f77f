/// One line of a metrics page: a name, labels and a value.
public struct MetricSample: Sendable, Hashable {
  public var name: String
  public var labels: [String: String]
  public var value: Double

  public init(name: String, labels: [String: String] = [:], value: Double) {
    self.name = name
    self.labels = labels
    self.value = value
  }
}
