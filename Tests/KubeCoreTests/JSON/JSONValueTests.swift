import Testing

@testable import KubeCore

@Suite struct JSONValueTests {
  @Test("order of members is kept in text and ignored in comparison")
  func order() throws {
    let value = try JSONParser.parse(#"{"b":1,"a":2}"#)
    #expect(value.description == #"{"b":1,"a":2}"#)
    #expect(value == ["a": 2, "b": 1])
    #expect(value.hashValue == JSONValue.object(["a": 2, "b": 1]).hashValue)
    #expect(JSONWriter.write(value, style: .canonical) == Array(#"{"a":2,"b":1}"#.utf8))
  }

  @Test("large objects find, replace and remove members as small ones do")
  func largeObjects() {
    var object = JSONObject((0..<100).map { ("k\($0)", .integer(Int64($0))) })
    object["k50"] = "fifty"
    object["k51"] = nil
    #expect(object.count == 99)
    #expect(object["k50"] == "fifty")
    #expect(object["k51"] == nil)
    #expect(object["k99"] == 99)
    for number in 0..<95 { object["k\(number)"] = nil }
    #expect(object.keys == ["k95", "k96", "k97", "k98", "k99"])
    #expect(object["k97"] == 97)
  }

  @Test("paths make and remove members")
  func paths() {
    var value: JSONValue = [:]
    value[["spec", "replicas"]] = 3
    #expect(value == ["spec": ["replicas": 3]])
    value[["spec", "replicas"]] = nil
    value[["status", "phase"]] = nil
    #expect(value == ["spec": [:]])
    #expect(value["spec"]?["missing"]?["deeper"] == nil)
  }

  @Test("typed values keep dynamic parts whole")
  func coding() throws {
    struct Holder: Codable, Equatable { var payload: JSONValue }
    let text = #"{"payload":{"a":[1,2.5,"x",true,null],"big":9007199254740993}}"#
    let holder = try JSONCoding.decode(Holder.self, from: Array(text.utf8))
    #expect(holder.payload["big"] == .integer(9_007_199_254_740_993))
    #expect(try JSONCoding.tree(holder) == JSONParser.parse(text))
  }

  @Test("pretty text is indented by two")
  func pretty() {
    let value: JSONValue = ["a": [1, []], "b": [:]]
    #expect(
      String(decoding: JSONWriter.write(value, style: .pretty), as: UTF8.self)
        == "{\n  \"a\": [\n    1,\n    []\n  ],\n  \"b\": {}\n}")
  }
}
