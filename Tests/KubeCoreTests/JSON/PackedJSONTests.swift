import KubeCore
import Testing

@Suite struct PackedJSONTests {
  private static let long = String(repeating: "läng", count: 60)
  private static let wide: JSONValue = .object(JSONObject((0..<80).map { ("field\($0)", JSONValue.integer(Int64($0))) }))

  @Test(
    "a value comes out as it went in",
    arguments: [
      .null, true, false, 0, 12, -1, 9_223_372_036_854_775_807, .integer(.min), .double(0.1), .double(-1e300), "",
      "a\u{2028}\"b\\", .string(String(repeating: "x", count: 239)), .string(String(repeating: "x", count: 240)),
      .string(long), [], [:], ["b": [1, .null, ["c": "d"]], "a": -1], ["\u{e9}": 1, "e\u{301}": 2], wide,
      .array(Array(repeating: ["name": "a", "value": [:]], count: 300)), .object(JSONObject([(long, .string(long))])),
      JSONValue(number: "12345678901234567890.5") ?? .null, "0b7c9d10-a1b2-4c3d-8e9f-00112233445f",
      "0B7C9D10-a1b2-4c3d-8e9f-00112233445f", "0b7c9d10-a1b2-4c3d-8e9f-00112233445-", "2026-01-02T03:04:05Z",
      "2026-01-02t03:04:05Z", "2026-02-30T03:04:05Z", "1969-12-31T23:59:59Z", "2026-01-02T03:04:60Z",
    ] as [JSONValue])
  func roundTrip(value: JSONValue) throws {
    let packed = PackedJSON(value)
    #expect(packed.value == value)
    #expect(packed.value.object?.keys == value.object?.keys)
    #expect(packed == PackedJSON(value))
    #expect(try JSONCoding.decode(PackedJSON.self, from: JSONCoding.encode(packed)).value == value)
  }

  @Test("names of members that others have too take no memory")
  func names() {
    let value: JSONValue = ["creationTimestamp": "x", "resourceVersion": "y"]
    #expect(PackedJSON(value).byteCount < 10)
    #expect(PackedJSON(["creationTimestamp": "z", "resourceVersion": [1]]).byteCount < 10)
  }

  @Test("a value that is changed leaves those alone that share its names")
  func changed() {
    let packed = PackedJSON(["a": 1, "b": 2])
    var value = packed.value
    value["c"] = 3
    value["a"] = nil
    #expect(packed.value == ["a": 1, "b": 2])
  }
}
