/// Why a router does not do what it has been told.
public struct RouterProblem: Sendable, Hashable {
  /// The kinds of problem: reasons of conditions and events.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The API server does not know a kind that the router needs.
    case kindMissing = "RouterKindMissing"
    /// The operator is not allowed to read or write a kind that the router needs.
    case forbidden = "RouterForbidden"
    /// The API server does not take what is to be written: a webhook refuses it, or its definition is too old.
    case rejected = "RouteRejected"
    /// The route to attach to does not exist, or has no place for weights.
    case noPlace = "RouteNotAttachable"
    /// The data plane's controller refuses the route.
    case refused = "RouteRefused"
    /// The data plane's controller has not said anything about the newest state of the route.
    case unconfirmed = "RouteUnconfirmed"
    /// It still has not, long after it should have.
    case overdue = "RouteOverdue"
    /// Somebody else has changed the route back.
    case reverted = "RouteReverted"
  }

  public var reason: Reason
  /// A sentence for people.
  public var message: String

  public init(_ reason: Reason, _ message: String) { (self.reason, self.message) = (reason, message) }
}
