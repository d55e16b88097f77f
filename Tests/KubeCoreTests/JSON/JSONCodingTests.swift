import Testing

@testable import KubeCore

@Suite struct JSONCodingTests {
  struct Container: Codable, Equatable {
    var name: String
    var image: String?
    var ports: [Int32]?
  }

  struct Workload: Codable, Equatable {
    var containers: [Container]
    var labels: [String: String]?
    var share: Double?
    var limit: UInt64?
    var isPaused: Bool?
    var rest: JSONValue?
  }

  @Test("values come back as they were")
  func roundTrip() throws {
    let workload = Workload(
      containers: [Container(name: "a", image: "b", ports: [80, 443]), Container(name: "c")], labels: ["x": "y"],
      share: 0.25, limit: .max, isPaused: false, rest: ["n": .null, "list": [1, "two"]])
    #expect(try JSONCoding.decode(Workload.self, from: JSONCoding.encode(workload)) == workload)
    #expect(
      String(decoding: try JSONCoding.encode(workload.containers), as: UTF8.self)
        == #"[{"image":"b","name":"a","ports":[80,443]},{"name":"c"}]"#)
  }

  @Test(
    "what does not fit is named by its path and by what is there",
    arguments: [
      (#"{"containers":[{"name":"a","image":7}]}"#, "containers[0].image: expected a string, found a number"),
      (#"{"containers":[{"image":"x"}]}"#, "containers[0].name: missing"),
      (#"{"containers":[{"name":null}]}"#, "containers[0].name: expected a string, found null"),
      (#"{"containers":{}}"#, "containers: expected an array, found an object"),
      (#"{"containers":[1]}"#, "containers[0]: expected an object, found a number"),
      (#"{"containers":[{"name":"a","ports":[1,1e9,3e9]}]}"#,
        "containers[0].ports[2]: 3000000000 is not a whole number from -2147483648 to 2147483647"),
      (#"{"containers":[],"labels":{"a":"b","c":true}}"#, "labels.c: expected a string, found a boolean"),
      (#"{"containers":[],"limit":1.5}"#, "limit: 1.5 is not a whole number from 0 to 18446744073709551615"),
      (#"{"containers":[],"share":"0.5"}"#, "share: expected a number, found a string"),
      (#"[]"#, "expected an object, found an array"),
    ])
  func explanations(text: String, explanation: String) {
    let error = #expect(throws: DecodingError.self) { try JSONCoding.decode(Workload.self, from: Array(text.utf8)) }
    #expect(error.map { JSONCoding.explanation(of: $0) } == explanation)
  }

  @Test("a time that is none is named by its path")
  func timestamps() {
    let text = #"{"name":"a","creationTimestamp":"yesterday"}"#
    let error = #expect(throws: DecodingError.self) { try JSONCoding.decode(ObjectMeta.self, from: Array(text.utf8)) }
    #expect(
      error.map { JSONCoding.explanation(of: $0) } == #"creationTimestamp: "yesterday" is not an RFC 3339 time"#)
  }

  @Test("null and missing are nothing for an optional field; unknown fields do not matter")
  func absence() throws {
    let text = #"{"containers":[],"share":null,"unknown":{"deep":[1]}}"#
    let workload = try JSONCoding.decode(Workload.self, from: Array(text.utf8))
    #expect(workload == Workload(containers: []))
  }

  @Test("whole doubles are integers, and exact integers stay exact")
  func numbers() throws {
    struct Numbers: Codable, Equatable {
      var small: Int8
      var large: Int64
    }
    let text = #"{"small":3.0,"large":9007199254740993}"#
    #expect(
      try JSONCoding.decode(Numbers.self, from: Array(text.utf8)) == Numbers(small: 3, large: 9_007_199_254_740_993))
    #expect(throws: EncodingError.self) { try JSONCoding.encode([Double.infinity]) }
  }

  /// Writes in every way that an encoder offers: the standard library and hand-written codings use them all.
  struct Handwritten: Encodable {
    enum Key: String, CodingKey { case nested, list, parent, plain }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode("p", forKey: .plain)
      var nested = container.nestedContainer(keyedBy: Key.self, forKey: .nested)
      try nested.encode(1, forKey: .plain)
      var list = container.nestedUnkeyedContainer(forKey: .list)
      try list.encode("first")
      var inner = list.nestedContainer(keyedBy: Key.self)
      try list.encode("last")
      try inner.encode(true, forKey: .plain)
      try list.encodeNil()
      try ObjectKey.Holder().encode(to: container.superEncoder(forKey: .parent))
    }
  }

  @Test("nested containers end up in their places, however they are interleaved")
  func handwritten() throws {
    #expect(
      try JSONCoding.tree(Handwritten()) == [
        "plain": "p", "nested": ["plain": 1], "list": ["first", ["plain": true], "last", .null], "parent": ["a": 1],
      ])
  }

  @Test("dictionaries with keys of another type are coded as by every coder")
  func dictionaries() throws {
    let numbers = [1: "one", 2: "two"]
    #expect(try JSONCoding.tree(numbers) == ["1": "one", "2": "two"])
    #expect(try JSONCoding.decode([Int: String].self, from: JSONCoding.encode(numbers)) == numbers)
    let sets: [String: [Set<Int>]] = ["a": [[1], []]]
    #expect(try JSONCoding.decode([String: [Set<Int>]].self, from: JSONCoding.encode(sets)) == sets)
  }
}

extension ObjectKey {
  fileprivate struct Holder: Encodable { var a = 1 }
}
