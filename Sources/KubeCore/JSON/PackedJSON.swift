/// A JSON value as its text, for values that are kept for long and looked at seldom: a tree takes several times the
/// memory. Two are equal when their texts are.
public struct PackedJSON: Sendable, Hashable, Codable {
  private let text: [UInt8]

  public init(_ value: JSONValue) { text = JSONWriter.write(value) }

  public init(from decoder: any Decoder) throws { self.init(try JSONValue(from: decoder)) }

  public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }

  /// The value; parsed anew each time.
  public var value: JSONValue {
    // What the writer has written the parser reads.
    (try? JSONParser.parse(text)) ?? .null
  }

  /// How much memory the text takes.
  public var byteCount: Int { text.count }
}
