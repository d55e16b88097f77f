/// A counter of the replicas' metrics.
///
/// The fields are described in `fields`, from which the definition is made.
public struct CounterReference: Sendable, Hashable {
  public var metric: String = ""
  public var labels: [String: String] = [:]

  public init() {}
}

extension CounterReference: FieldObject {
  static let fields: [Field<CounterReference>] = [
    Field(
      "metric", \.metric,
      "The name of the counter, such as `recommendations_total`.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 256) },
    Field(
      "labels", \.labels,
      "Only series with these values of their labels are counted."
    ) { $0 = .map(of: String.schema, maxCount: 16) },
  ]
}
