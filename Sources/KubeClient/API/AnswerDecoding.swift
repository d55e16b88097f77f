import KubeCore

/// The answer's bytes as the value that was asked for.
enum AnswerDecoding {
  /// - Throws: `.undecodableAnswer` that says what came instead.
  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(KubeError) -> Value {
    do {
      // Trees have a parser of their own, which is much faster and keeps the order of members.
      if type == DynamicObject.self, let value = DynamicObject(try JSONParser.parse(bytes)) as? Value { return value }
      if type == JSONValue.self, let value = try JSONParser.parse(bytes) as? Value { return value }
      return try JSONCoding.decode(type, from: bytes)
    } catch {
      throw KubeError(.undecodableAnswer, message: problem(type, bytes, error))
    }
  }

  private static func problem<Value>(_ type: Value.Type, _ bytes: [UInt8], _ error: any Error) -> String {
    let first = bytes.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    if first == UInt8(ascii: "<") {
      return "the answer is a web page: is the address that of an API server, and does a proxy ask for a login?"
    }
    return "the answer is not a \(type): \(describe(error))"
  }

  /// Where and why a decoder stopped, without the decoder's own wrapping.
  private static func describe(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      return "\(path(context.codingPath)): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    let path = keys.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }.joined()
    return path.isEmpty ? "the whole" : path
  }
}
