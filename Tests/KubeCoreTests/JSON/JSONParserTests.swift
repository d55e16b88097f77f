import FoundationEssentials
import Testing

@testable import KubeCore

@Suite struct JSONParserTests {
  @Test(
    "accepts RFC 8259 and keeps integers exact",
    arguments: [
      ("9223372036854775807", JSONValue.integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("-0", .integer(0)), ("1e2", .double(100)),
      ("\"a\\u00e9\\ud83d\\ude00\\n\"", .string("a\u{e9}\u{1F600}\n")), (" [1, {\"b\": null}] ", .array([1, .object(["b": .null])])),
      ("\"\u{2028}\"", .string("\u{2028}")),
    ])
  func accepts(text: String, expected: JSONValue) throws {
    #expect(try JSONParser.parse(text) == expected)
  }

  @Test(
    "refuses what is not JSON, with the place",
    arguments: [
      ("", 0), ("[1,]", 3), ("{\"a\" 1}", 5), ("01", 1), ("\"\\ud800\"", 7), ("[1] 2", 4), ("\"\t\"", 1), ("nul", 3),
      ("1e400", 0), ("\u{FEFF}1", 0),
    ])
  func refuses(text: String, offset: Int) {
    let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
    #expect(failure?.offset == offset)
  }

  @Test("depth is limited on both kinds of nesting")
  func depth() throws {
    let limit = JSONParser.maximumDepth
    _ = try JSONParser.parse(String(repeating: "[", count: limit) + String(repeating: "]", count: limit))
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(String(repeating: "{\"a\":", count: 100_000)) }
  }

  @Test("mutated documents never trap, and what is accepted survives a round trip")
  func mutations() throws {
    var random = SplitMix64(seed: 20_261_121)
    let seedText = Array(#"{"a":[1,-2.5e3,"x\u00e9\\",true,null,{"b":{}}],"c":"d"}"#.utf8)
    for _ in 0..<20_000 {
      var bytes = seedText
      for _ in 0...Int(random.next() % 4) {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      guard let value = try? JSONParser.parse(bytes) else { continue }
      let text = JSONWriter.write(value)
      #expect(try JSONWriter.write(JSONParser.parse(text)) == text)
    }
  }

  static let vectors = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/vectors/json-parsing").standardized

  @Test(
    "behaves as the parsing vectors' names say",
    .enabled(
      if: FileManager.default.fileExists(atPath: vectors.path),
      "skipped: the parsing vectors are not beside the checkout"))
  func publishedVectors() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.vectors.path).filter { $0.hasSuffix(".json") }
    #expect(names.count > 300)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: Self.vectors.appending(path: name)))
      let isAccepted = (try? JSONParser.parse(bytes)) != nil
      if name.hasPrefix("y_") { #expect(isAccepted, "\(name) must be accepted") }
      if name.hasPrefix("n_") { #expect(!isAccepted, "\(name) must be refused") }
    }
  }
}

/// A small seeded generator (splitmix64), so that a failure can be repeated.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
