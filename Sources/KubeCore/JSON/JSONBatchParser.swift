/// Parses many texts that resemble each other, such as the objects of a list: the strings and keys that they repeat are
/// made once for all of them, which saves time and most of all memory.
public final class JSONBatchParser {
  private var parser: TreeParser

  public init(options: JSONParser.Options = JSONParser.Options()) {
    parser = TreeParser(options: options, expectedSize: .max)
  }

  /// Parses one document that fills a part of some bytes; offsets in failures count from the start of the part.
  public func parse(_ bytes: ArraySlice<UInt8>) throws(JSONParser.Failure) -> JSONValue {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONParser.Failure) in try parser.parse(buffer) }
  }
}
