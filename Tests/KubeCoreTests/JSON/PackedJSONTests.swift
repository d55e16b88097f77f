import KubeCore
import Testing

@Suite struct PackedJSONTests {
  @Test(
    "a value comes out as it went in",
    arguments: [
      .null, true, 12, 9_223_372_036_854_775_807, .double(0.1), "a\u{2028}\"b\\", [], [:],
      ["b": [1, .null, ["c": "d"]], "a": -1],
    ] as [JSONValue])
  func roundTrip(value: JSONValue) throws {
    let packed = PackedJSON(value)
    #expect(packed.value == value)
    #expect(try JSONCoding.decode(PackedJSON.self, from: JSONCoding.encode(packed)).value == value)
    #expect(packed.byteCount == JSONWriter.write(value).count)
  }
}
