/// A JSON value in few bytes, for values that are kept for long and looked at seldom: a tree takes several times the
/// memory, and text twice.
///
/// Names of members are kept once for all values of a process that have the same ones in the same order. Two are equal
/// when their members are, in the same order.
public struct PackedJSON: Sendable, Hashable, Codable {
  private let bytes: [UInt8]

  public init(_ value: JSONValue) {
    var writer = PackedWriter()
    writer.write(value)
    // Without the room that the writer had to spare.
    bytes = writer.bytes.withUnsafeBufferPointer(Array.init)
  }

  public init(from decoder: any Decoder) throws { self.init(try JSONValue(from: decoder)) }

  public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }

  /// The value; made anew each time.
  public var value: JSONValue {
    var reader = PackedReader(bytes)
    return reader.read()
  }

  /// How much memory it takes, without the names that it shares with others.
  public var byteCount: Int { bytes.count }
}
