import Testing

@testable import KubeCore

@Suite struct JSONNumberTests {
  @Test(
    "a number that no 64 bits hold is kept as it was written",
    arguments: [
      "9223372036854775808", "-9223372036854775809", "18446744073709551615", "123456789012345678901234567890",
      "0.1234567890123456789", "1e400", "-1e400", "1e-400", "1e99999999999999999999", "3.141592653589793238462643",
    ])
  func exact(text: String) throws {
    let value = try JSONParser.parse(text)
    guard case .number(let number) = value else {
      Issue.record("\(text) became \(value)")
      return
    }
    #expect(number.text == text)
    #expect(value.description == text)
    #expect(try JSONParser.parse(JSONWriter.write(value)) == value)
  }

  @Test(
    "a number that a double holds to its last digit is one",
    arguments: [
      ("0.1", 0.1), ("1.50", 1.5), ("1e2", 100), ("-0.0", 0), ("2.5E-3", 0.0025), ("1e22", 1e22), ("0e9999999999999", 0),
      ("0.30000000000000004", 0.30000000000000004), ("1.7976931348623157e308", .greatestFiniteMagnitude),
      ("10000000000000000000", 1e19), ("100000000000000000000e-1", 1e19), ("5e-324", .leastNonzeroMagnitude),
    ])
  func doubles(text: String, expected: Double) throws {
    #expect(try JSONParser.parse(text) == .double(expected))
  }

  @Test("numbers are equal by value, and hash alike")
  func equality() throws {
    let spellings = try ["3", "3.0", "30e-1", "0.3e1"].map { try JSONParser.parse($0) }
    #expect(Set(spellings).count == 1)
    #expect(spellings.allSatisfy { $0.integer == 3 && $0.double == 3 })
    #expect(try JSONParser.parse("-0.0") == JSONParser.parse("0"))
    #expect(try JSONParser.parse("9007199254740993") != .double(9_007_199_254_740_992))
  }

  @Test("a literal makes a number, and nothing else does")
  func literals() {
    #expect(JSONValue(number: "12") == 12)
    #expect(JSONValue(number: "1e400")?.double == nil)
    #expect(JSONValue(number: "18446744073709551615")?.double == 0x1p64)
    for text in ["", "0x10", "01", "1.", "+1", "NaN", "true", "\"1\"", " 1", "1\n"] { #expect(JSONValue(number: text) == nil) }
  }

  @Test("integers are written to the last digit", arguments: [0, 7, -1, 10, 99, 100, -1_000_000, .max, .min])
  func integers(number: Int64) {
    #expect(JSONValue.integer(number).description == String(number))
  }
}
