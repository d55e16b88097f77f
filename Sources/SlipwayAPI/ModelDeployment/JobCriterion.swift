public import KubeCore

/// A Job that tests the candidate at each step. The step is passed once it has succeeded.
///
/// The fields are described in `fields`, from which the definition is made.
public struct JobCriterion: Sendable, Hashable {
  public var spec: JSONValue?
  public var timeout: TimeSpan = .minutes(30)

  public init() {}
}

extension JobCriterion: FieldObject {
  static let fields: [Field<JobCriterion>] = [
    Field(
      "spec", \.spec,
      """
      The spec of the Job. Its containers find `SLIPWAY_NAME`, `SLIPWAY_NAMESPACE`, `SLIPWAY_CANDIDATE`, `SLIPWAY_STABLE`, \
      `SLIPWAY_STEP`, and the hosts `SLIPWAY_CANDIDATE_HOST` and `SLIPWAY_STABLE_HOST` in their environment. Its pods are \
      not restarted and not tried again unless it says so.
      """),
    Field(
      "timeout", \.timeout,
      "How long it may take; one that takes longer has failed."
    ) { $0.rules = [.second] },
  ]
}
