extension TrafficPlan {
  /// Copies of requests for a revision on trial.
  ///
  /// It answers nobody.
  public struct Mirror: Sendable, Hashable {
    public var revision: String
    /// The part of all requests that is copied.
    public var share: BasisPoints

    public init(revision: String, share: BasisPoints) { (self.revision, self.share) = (revision, share) }
  }
}
