/// How urgent a key is. Higher ones are taken first, but for one take in eight, which goes by age.
public struct QueuePriority: RawRepresentable, Sendable, Hashable, Comparable {
  public var rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }

  /// 0: something has happened.
  public static let normal = QueuePriority(rawValue: 0)
  /// -100: the first list after a start, so that real changes overtake it (as in controller-runtime).
  public static let initialList = QueuePriority(rawValue: -100)

  /// -100: a look again that nothing has called for.
  public static let resync = QueuePriority(rawValue: -100)

  public static func < (left: QueuePriority, right: QueuePriority) -> Bool { left.rawValue < right.rawValue }
}
