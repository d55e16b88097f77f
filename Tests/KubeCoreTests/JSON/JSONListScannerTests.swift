import Testing

@testable import KubeCore

@Suite struct JSONListScannerTests {
  /// The parts of a text that arrives in chunks of one size: members by name, elements under "-".
  static func parts(_ text: String, chunk: Int, arrayKey: String = "items") throws -> [[String]] {
    var scanner = JSONListScanner(arrayKey: arrayKey)
    var parts: [[String]] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      scanner.append(Array(bytes[start..<min(start + chunk, bytes.count)]))
      while let part = try scanner.next() {
        let content = String(decoding: part.text, as: UTF8.self)
        #expect(Array(part.text) == Array(bytes[part.offset..<part.offset + part.text.count]))
        parts.append([part.key ?? "-", content])
      }
    }
    try scanner.finish()
    return parts
  }

  @Test(
    "parts are the same however the text is cut",
    arguments: [
      (
        #"{"kind":"List","metadata":{"resourceVersion":"7"},"items":[{"a":"}]\"{["},[1],"x",2,null]}"#,
        [
          ["kind", #""List""#], ["metadata", #"{"resourceVersion":"7"}"#], ["-", #"{"a":"}]\"{["}"#], ["-", "[1]"],
          ["-", #""x""#], ["-", "2"], ["-", "null"],
        ]
      ),
      (
        " {\n \"items\" : [ { } , 17 ] ,\r\n \"metadata\" : { \"continue\" : \"\\\\\" } }\n",
        [["-", "{ }"], ["-", "17"], ["metadata", #"{ "continue" : "\\" }"#]]
      ),
      (#"{"items":null,"metadata":{}}"#, [["items", "null"], ["metadata", "{}"]]),
      (#"{"items":[],"other":[1,2]}"#, [["other", "[1,2]"]]), ("{}", []),
      (#"{"it\u0065ms":[true]}"#, [["-", "true"]]), (#"{"}":[1]}"#, [["}", "[1]"]]),
    ])
  func chunks(text: String, expected: [[String]]) throws {
    for chunk in 1...text.utf8.count { #expect(try Self.parts(text, chunk: chunk) == expected) }
  }

  @Test(
    "what is no list is refused, however it is cut",
    arguments: [
      "", "[]", "{", #"{"items""#, #"{"items":[1"#, #"{"items":[1,]}"#, #"{"items":[1}"#, #"{"items":[1 2]}"#, "{} x",
      #"{"a":1,}"#, #"{"items":[,1]}"#, #"{"a" 1}"#, #"{1:2}"#, #"{"items":["a"1]}"#, "<html>", #"{"a":}"#,
      #"{"items":[1]]"#, #"{"a":"b"#, #"{"a\ud800":1}"#,
    ])
  func refusals(text: String) {
    for chunk in 1...max(1, text.utf8.count) {
      #expect(throws: JSONParser.Failure.self) { try Self.parts(text, chunk: chunk) }
    }
  }

  @Test("failures name the place in the whole text")
  func place() {
    let failure = #expect(throws: JSONParser.Failure.self) { try Self.parts(#"{"items":[1,2],x}"#, chunk: 5) }
    #expect(failure?.offset == 15)
    #expect(failure?.description == "invalid JSON at byte 15: a member must start with a string")
  }

  @Test("a part that is too long is refused before it is kept")
  func limit() throws {
    var scanner = JSONListScanner(partLimit: 10)
    scanner.append(Array(#"{"items":["#.utf8))
    #expect(try scanner.next() == nil)
    scanner.append(Array(#"{"a":"12"#.utf8))
    #expect(try scanner.next() == nil)
    scanner.append(Array("3456".utf8))
    #expect(throws: JSONParser.Failure.self) { try scanner.next() }
  }

  @Test("another member can hold the array")
  func tables() throws {
    #expect(try Self.parts(#"{"rows":[1,2],"items":[3]}"#, chunk: 3, arrayKey: "rows") == [["-", "1"], ["-", "2"], ["items", "[3]"]])
  }

  @Test("chunks that are given before the last one was used up are not lost")
  func eagerChunks() throws {
    var scanner = JSONListScanner()
    for chunk in [#"{"items":[1,"#, "22,", "333]}"] { scanner.append(Array(chunk.utf8)) }
    var texts: [String] = []
    while let part = try scanner.next() { texts.append(String(decoding: part.text, as: UTF8.self)) }
    try scanner.finish()
    #expect(texts == ["1", "22", "333"])
  }
}
