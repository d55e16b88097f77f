/// Typed values to and from JSON, through trees.
public enum JSONCoding {
  /// Decodes a typed value from JSON text.
  ///
  /// - Throws: `JSONParser.Failure` for what is not JSON; `DecodingError`, with the path of the field that does not fit,
  ///   for what is not such a value.
  public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    try decode(type, from: JSONParser.parse(bytes))
  }

  /// Decodes a typed value from a tree.
  ///
  /// - Throws: `DecodingError`, with the path of the field that does not fit.
  public static func decode<Value: Decodable>(_ type: Value.Type, from value: JSONValue) throws -> Value {
    try TreeDecoder(value).decode(type)
  }

  /// Encodes a typed value as JSON text with sorted keys: equal values give equal bytes.
  ///
  /// - Throws: `EncodingError`, such as for a number that is not finite.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    JSONWriter.write(try tree(value), style: .canonical)
  }

  /// Encodes a typed value as a tree; members stand in the order in which the value encodes them.
  ///
  /// - Throws: `EncodingError`, such as for a number that is not finite.
  public static func tree(_ value: some Encodable) throws -> JSONValue { try TreeEncoder.tree(value, []) }

  /// What is wrong and where, in words a user can act on: `spec.containers[0].image: expected a string, found a number`.
  public static func explanation(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context.codingPath + [key])): missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      let path = path(context.codingPath)
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    var path = ""
    for key in keys {
      if let position = key.intValue {
        path += "[\(position)]"
      } else {
        path += (path.isEmpty ? "" : ".") + key.stringValue
      }
    }
    return path
  }
}
