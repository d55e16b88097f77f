/// The words in which Go's JSON decoder describes a syntax error, as far as it can be told from the first bytes.
enum GoJSONError {
  static func text(_ bytes: [UInt8]) -> String {
    let visible = bytes.filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard let first = visible.first else { return "unexpected end of JSON input" }
    if first == UInt8(ascii: "{"), visible.count > 1, ![UInt8(ascii: "\""), UInt8(ascii: "}")].contains(visible[1]) {
      return "invalid character '\(Character(Unicode.Scalar(visible[1])))' looking for beginning of object key string"
    }
    if ![UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(first) {
      return "invalid character '\(Character(Unicode.Scalar(first)))' looking for beginning of value"
    }
    return "unexpected end of JSON input"
  }
}
