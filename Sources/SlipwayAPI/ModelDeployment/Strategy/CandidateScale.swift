/// How many replicas a candidate has apart from what its weight needs.
///
/// Exactly one of the two is set.
///
/// The fields are described in `fields`, from which the definition is made.
public struct CandidateScale: Sendable, Hashable {
  public var replicas: Int?
  public var percent: BasisPoints?

  public init() {}
}

extension CandidateScale: FieldObject {
  static let rules = [Schema.Rule.exactlyOne(of: "replicas", "percent")]

  static let fields: [Field<CandidateScale>] = [
    Field(
      "replicas", \.replicas,
      "So many replicas."
    ) { ($0.minimum, $0.maximum) = (1, 10_000) },
    Field(
      "percent", \.percent,
      "This share of `spec.replicas`, rounded up."
    ) { $0.rules = [.share] },
  ]
}

extension CandidateScale {
  public init(replicas: Int) { self.replicas = replicas }
  public init(percent: BasisPoints) { self.percent = percent }

  /// The number of replicas.
  ///
  /// - Parameter total: how many the whole traffic needs.
  public func count(of total: Int) -> Int { replicas ?? percent.map { $0.share(of: total) } ?? 0 }
}
