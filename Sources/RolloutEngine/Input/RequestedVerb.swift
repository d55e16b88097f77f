public import KubeCore
public import SlipwayAPI

/// A verb that somebody has asked for, with what its author saw.
public struct RequestedVerb: Sendable, Hashable {
  /// Names the request, such as the uid of its object: a request is applied at most once.
  public var id: String
  public var verb: RolloutVerb
  /// The revision that its author means: the one on trial, or for `RollBack` the one to return to and for `Retry` the one
  /// that failed.
  ///
  /// `nil` means whichever there is.
  public var revision: String?
  /// The index of the step that its author saw; `nil` means whichever it is.
  public var step: Int?
  /// Who asks, for events and the history.
  public var by: String
  /// Why, for people.
  public var reason: String
  /// When it was made: requests are looked at in this order.
  public var time: Timestamp

  public init(
    id: String, verb: RolloutVerb, revision: String? = nil, step: Int? = nil, by: String = "", reason: String = "",
    time: Timestamp
  ) {
    (self.id, self.verb, self.revision, self.step) = (id, verb, revision, step)
    (self.by, self.reason, self.time) = (by, reason, time)
  }
}
