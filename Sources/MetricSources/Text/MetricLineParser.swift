/// Parses one line of the Prometheus text format: `name{label="value",...} number [timestamp]`.
struct MetricLineParser {
  private var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) { rest = line }

  /// - Returns: `nil` for a line that does not fit the format.
  mutating func sample() -> MetricSample? {
    let name = word { $0 != UInt8(ascii: "{") && !Self.isSpace($0) }
    skipSpaces()
    guard !name.isEmpty, let labels = labels() else { return nil }
    skipSpaces()
    guard let value = number(word { !Self.isSpace($0) }) else { return nil }
    return MetricSample(name: name, labels: labels, value: value)
  }

  private mutating func labels() -> [String: String]? {
    guard consume(UInt8(ascii: "{")) else { return [:] }
    var labels: [String: String] = [:]
    skipSpaces()
    while !consume(UInt8(ascii: "}")) {
      let name = word { $0 != UInt8(ascii: "=") && !Self.isSpace($0) }
      skipSpaces()
      guard !name.isEmpty, consume(UInt8(ascii: "=")) else { return nil }
      skipSpaces()
      guard let value = quoted() else { return nil }
      labels[name] = value
      skipSpaces()
      guard consume(UInt8(ascii: ",")) || rest.first == UInt8(ascii: "}") else { return nil }
      skipSpaces()
    }
    return labels
  }

  private mutating func quoted() -> String? {
    guard consume(UInt8(ascii: "\"")) else { return nil }
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(validating: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        bytes.append(escaped == UInt8(ascii: "n") ? 0x0A : escaped)
      default: bytes.append(byte)
      }
    }
    return nil
  }

  private func number(_ text: String) -> Double? {
    switch text {
    case "+Inf", "Inf": .infinity
    case "-Inf": -.infinity
    case "NaN": .nan
    default: text.contains { "xXpPiI".contains($0) } ? nil : Double(text)
    }
  }

  private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
    let word = rest.prefix(while: belongs)
    rest = rest.dropFirst(word.count)
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func consume(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func skipSpaces() { rest = rest.drop(while: Self.isSpace) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
