/// Parses RFC 8259 JSON from UTF-8 bytes into a `JSONValue`.
///
/// Strict: no comments, no trailing commas, no byte order mark, no invalid UTF-8, no lone surrogates. Depth and size are
/// limited, so that no input can exhaust the stack or the memory.
public enum JSONParser {
  /// What happens when a key occurs twice in one object.
  public enum DuplicateKeys: Sendable {
    /// The last value counts, in the place of the first: what an API server does, which at most warns.
    case lastWins
    /// The text is refused, as an API server does under strict field validation.
    case refused
  }

  /// What is accepted.
  public struct Options: Sendable {
    /// The deepest nesting of arrays and objects.
    public var maximumDepth: Int
    /// The longest text, in bytes.
    public var maximumSize: Int
    public var duplicateKeys: DuplicateKeys

    public init(
      maximumDepth: Int = JSONParser.maximumDepth, maximumSize: Int = 1 << 30, duplicateKeys: DuplicateKeys = .lastWins
    ) {
      self.maximumDepth = maximumDepth
      self.maximumSize = maximumSize
      self.duplicateKeys = duplicateKeys
    }
  }

  /// The deepest nesting that is accepted unless the options say otherwise: far beyond what any kind of object has, and
  /// safe on the stack of any thread.
  public static let maximumDepth = 512

  /// Parses one document that fills `bytes`, apart from white space around it.
  public static func parse(_ bytes: [UInt8], options: Options = Options()) throws(Failure) -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer throws(Failure) in try parse(buffer, options: options) }
  }

  /// Parses one document that fills a part of some bytes; offsets in failures count from the start of the part.
  public static func parse(_ bytes: ArraySlice<UInt8>, options: Options = Options()) throws(Failure) -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer throws(Failure) in try parse(buffer, options: options) }
  }

  /// Parses one document from text.
  public static func parse(_ text: String, options: Options = Options()) throws(Failure) -> JSONValue {
    try parse(Array(text.utf8), options: options)
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, options: Options) throws(Failure) -> JSONValue {
    var parser = TreeParser(options: options, expectedSize: bytes.count)
    return try parser.parse(bytes)
  }
}
