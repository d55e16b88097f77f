import KubeCore

/// An answer in JSON.
enum JSONAnswer {
  static func parse(_ body: [UInt8]) throws(ProviderFailure) -> JSONValue {
    do { return try JSONParser.parse(body) } catch { throw ProviderFailure(.unreadable, "the answer is not JSON") }
  }

  /// A number, or a text that is one.
  static func number(_ value: JSONValue?) -> Double? {
    guard let number = value?.double ?? value?.string.flatMap({ Double($0) }), number.isFinite else { return nil }
    return number
  }
}
