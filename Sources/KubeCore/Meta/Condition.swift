/// One aspect of an object's state (`metav1.Condition`).
public struct Condition: Sendable, Hashable, Codable {
  /// The three values that a condition can have.
  public enum State: String, Sendable, Hashable, Codable {
    case `true` = "True"
    case `false` = "False"
    case unknown = "Unknown"
  }

  public var type: String
  public var status: State
  public var observedGeneration: Int64?
  public var lastTransitionTime: Timestamp?
  public var reason: String?
  public var message: String?

  public init(
    type: String, status: State, observedGeneration: Int64? = nil, lastTransitionTime: Timestamp? = nil,
    reason: String? = nil, message: String? = nil
  ) {
    self.type = type
    self.status = status
    self.observedGeneration = observedGeneration
    self.lastTransitionTime = lastTransitionTime
    self.reason = reason
    self.message = message
  }
}

extension [Condition] {
  /// The condition of a type, when it has been set.
  public subscript(type: String) -> Condition? { first { $0.type == type } }

  /// Sets a condition. `lastTransitionTime` moves only when the status flips, as the API conventions ask.
  public mutating func set(_ condition: Condition, at now: Timestamp) {
    var condition = condition
    guard let position = firstIndex(where: { $0.type == condition.type }) else {
      condition.lastTransitionTime = now
      append(condition)
      return
    }
    let flipped = self[position].status != condition.status
    condition.lastTransitionTime = flipped ? now : self[position].lastTransitionTime ?? now
    self[position] = condition
  }
}
