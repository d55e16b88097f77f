/// A point in time that is always written with microseconds (`metav1.MicroTime`): API servers refuse it without them.
public struct MicroTime: Sendable, Hashable, Comparable {
  public var time: Timestamp

  public init(_ time: Timestamp) { self.time = time }

  public static func < (left: MicroTime, right: MicroTime) -> Bool { left.time < right.time }

  /// RFC 3339 text in UTC with six digits of fraction.
  public var text: String {
    let text = time.text
    return text.contains(".") ? text : text.dropLast() + ".000000Z"
  }
}

extension MicroTime: Codable {
  public init(from decoder: any Decoder) throws { time = try Timestamp(from: decoder) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
