import KubeCore

/// The answer's bytes as the value that was asked for.
enum AnswerDecoding {
  /// - Throws: `.undecodableAnswer` that says what came instead.
  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(KubeError) -> Value {
    do {
      return try JSONCoding.decode(type, from: bytes)
    } catch {
      throw KubeError(.undecodableAnswer, message: problem(type, bytes, error))
    }
  }

  /// - Parameter bytes: the answer, or its beginning.
  static func problem<Value>(_ type: Value.Type, _ bytes: [UInt8], _ error: any Error) -> String {
    let first = bytes.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    if first == UInt8(ascii: "<") {
      return "the answer is a web page: is the address that of an API server, and does a proxy ask for a login?"
    }
    return "the answer is not a \(type): \(JSONCoding.explanation(of: error))"
  }
}
