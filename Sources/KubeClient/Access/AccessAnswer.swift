/// Whether somebody may do something, and why.
public struct AccessAnswer: Sendable, Hashable, Decodable {
  public var isAllowed: Bool
  /// Whether it is forbidden outright, whatever other authorizers would say.
  public var isDenied: Bool
  /// Such as the binding that grants it; may be empty.
  public var reason: String
  /// What went wrong while the question was looked at, which may be why something is not allowed.
  public var evaluationError: String

  private enum Key: String, CodingKey { case status, allowed, denied, reason, evaluationError }

  public init(from decoder: any Decoder) throws {
    let status = try decoder.container(keyedBy: Key.self).nestedContainer(keyedBy: Key.self, forKey: .status)
    isAllowed = try status.decode(Bool.self, forKey: .allowed)
    isDenied = try status.decodeIfPresent(Bool.self, forKey: .denied) ?? false
    reason = try status.decodeIfPresent(String.self, forKey: .reason) ?? ""
    evaluationError = try status.decodeIfPresent(String.self, forKey: .evaluationError) ?? ""
  }
}
