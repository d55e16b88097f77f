import FoundationEssentials

/// Typed values to and from JSON: the one place that uses Foundation's coders.
public enum JSONCoding {
  /// Decodes a typed value from JSON text.
  ///
  /// - Throws: `DecodingError`, with the path of the field that does not fit.
  public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }

  /// Decodes a typed value from a tree.
  ///
  /// - Throws: `DecodingError`, with the path of the field that does not fit.
  public static func decode<Value: Decodable>(_ type: Value.Type, from value: JSONValue) throws -> Value {
    try decode(type, from: JSONWriter.write(value))
  }

  /// Encodes a typed value as JSON text.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  /// Encodes a typed value as a tree.
  public static func tree(_ value: some Encodable) throws -> JSONValue { try JSONParser.parse(try encode(value)) }
}
