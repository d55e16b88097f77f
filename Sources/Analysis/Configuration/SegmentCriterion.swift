/// Parts of the traffic whose errors are guarded each: counters `[requests, errors]` of each part, in their order.
public struct SegmentCriterion: Sendable, Codable, Equatable {
  /// The most parts.
  public static let most = 16

  /// What the parts are called, ``most`` of them at most.
  public let segments: [String]
  /// What is tolerated in each.
  public var errors: ErrorRateCriterion

  /// Names the parts.
  public init(segments: [String], errors: ErrorRateCriterion = ErrorRateCriterion()) {
    (self.segments, self.errors) = (Array(segments.prefix(Self.most)), errors)
  }
}
