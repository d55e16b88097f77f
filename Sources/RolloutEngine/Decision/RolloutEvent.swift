/// Something worth a Kubernetes event.
public struct RolloutEvent: Sendable, Hashable {
  /// The two kinds of events that Kubernetes knows.
  public enum Kind: String, Sendable, Hashable {
    case normal = "Normal"
    case warning = "Warning"
  }

  public var type: Kind
  /// One word in CamelCase.
  public var reason: String
  public var message: String

  public init(type: Kind, reason: String, message: String) {
    (self.type, self.reason, self.message) = (type, reason, message)
  }
}
