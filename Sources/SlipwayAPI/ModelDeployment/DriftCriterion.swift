/// How much the distribution of a value may differ. A drift never takes a candidate back.
///
/// The fields are described in `fields`, from which the definition is made.
public struct DriftCriterion: Sendable, Hashable {
  /// How the difference is measured.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    case psi = "PSI"
    case jensenShannon = "JensenShannon"
    case kolmogorovSmirnov = "KolmogorovSmirnov"
    case wasserstein = "Wasserstein"
  }

  /// What the value is.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    case inputs = "Inputs"
    case predictions = "Predictions"
    case training = "Training"
  }

  public var histogram: String = ""
  public var method: Method = .psi
  public var of: Subject = .predictions
  public var max: Quantity = "0.2"
  public var reference: [Int] = []

  public init() {}
}

extension DriftCriterion.Method: FieldChoice {}
extension DriftCriterion.Subject: FieldChoice {}

extension DriftCriterion: FieldObject {
  static let rules = [
    Schema.Rule(
      "(has(self.of) && self.of == 'Training') == (has(self.reference) && self.reference.exists(x, x > 0))",
      "must count the training examples of each bin when `of` is `Training`, and be absent otherwise", at: "reference")
  ]

  static let fields: [Field<DriftCriterion>] = [
    Field(
      "histogram", \.histogram,
      "The name of the histogram, without `_bucket`.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 256) },
    Field(
      "method", \.method,
      """
      How the difference is measured: the population stability index, the Jensen-Shannon distance, the \
      Kolmogorov-Smirnov distance, or the Wasserstein distance.
      """),
    Field(
      "of", \.of,
      """
      What the value is. `Inputs` of both versions must agree, or the routing is not random and the rollout \
      holds. `Predictions` may differ by `max` before it holds. `Training` compares with `reference`, and \
      only tells.
      """),
    Field(
      "max", \.max,
      """
      The size from which on a significant difference counts, beyond what chance gives. `0.2` suits `PSI`, `0.1` the \
      other methods; `Wasserstein` counts in bins.
      """),
    Field(
      "reference", \.reference,
      "How many training examples fell into each bin, the last one beyond all bounds."
    ) { $0 = .array(of: Int.schema, maxCount: 128) },
  ]
}
