import Testing

@testable import KubeCore

@Suite struct ResourceQuantityTests {
  @Test(
    "has one canonical form",
    arguments: [
      ("500m", "500m"), ("0.5", "500m"), ("2", "2"), ("2000m", "2"), ("1.5Gi", "1536Mi"), ("0.5Mi", "512Ki"),
      ("1024", "1024"), ("1024Ki", "1Mi"), ("1000", "1k"), ("1500k", "1500k"), ("1e3", "1e3"), ("1E3", "1e3"),
      ("12e-3", "12e-3"), ("0", "0"), ("0Ki", "0"), ("-1", "-1"), ("+5", "5"), ("1.", "1"), (".5", "500m"),
      ("0.1n", "1n"), ("-0.1n", "-1n"), ("1.0000000001", "1000000001n"), ("0.5Ki", "512"), ("1Ei", "1Ei"),
      ("9E", "9E"), ("100E", "9223372036854775807"), ("1e400", "9223372036854775807"), ("1e-400", "1e-9"),
      ("99999999999999999999999999999999999999999", "9223372036854775807"), ("000001", "1"),
      ("1.00000000000000000000000000000000000000000000001", "1000000001n"),
    ])
  func canonical(text: String, expected: String) throws {
    #expect(ResourceQuantity(text)?.description == expected)
    let again = try #require(ResourceQuantity(expected))
    #expect(again == ResourceQuantity(text))
    #expect(again.description == expected)
  }

  @Test("refuses what is no quantity", arguments: ["", ".", "1.2.3", "Ki", "1 ", " 1", "1KI", "1mi", "1e", "1ex", "--1", "0x1", "1,5", "\u{661}"])
  func refusals(text: String) { #expect(ResourceQuantity(text) == nil) }

  @Test("is compared and reckoned with as an amount")
  func amounts() throws {
    let half = try #require(ResourceQuantity("500m"))
    #expect(half + half == ResourceQuantity(1))
    #expect((half - ResourceQuantity(1)).description == "-500m")
    #expect(half < ResourceQuantity(1))
    #expect(ResourceQuantity("1Ki") == ResourceQuantity("1024"))
    #expect(ResourceQuantity("1Ki")?.hashValue == ResourceQuantity(1024).hashValue)
    #expect(half.wholeAmount == 1)
    #expect(half.thousandths == 500)
    #expect(half.double == 0.5)
    let largest = ResourceQuantity(.max)
    #expect(largest + largest == largest)
    #expect(ResourceQuantity(.min) - largest == ResourceQuantity(-.max))
    #expect(largest.thousandths == .max)
  }

  @Test("is read from text and numbers, and written as text")
  func coding() throws {
    let text = #"["1Gi",2,0.5,"250m"]"#
    let quantities = try JSONCoding.decode([ResourceQuantity].self, from: Array(text.utf8))
    #expect(String(decoding: try JSONCoding.encode(quantities), as: UTF8.self) == #"["1Gi","2","500m","250m"]"#)
    let error = #expect(throws: DecodingError.self) {
      try JSONCoding.decode([String: ResourceQuantity].self, from: Array(#"{"cpu":"lots"}"#.utf8))
    }
    #expect(error.map { JSONCoding.explanation(of: $0) } == #"cpu: "lots" is not a quantity"#)
  }
}
