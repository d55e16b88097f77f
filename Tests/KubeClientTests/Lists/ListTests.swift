import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct ListTests {
  static let list = #"""
    {"kind":"PodList","apiVersion":"v1","items":[
      {"metadata":{"name":"a","namespace":"n"}},
      {"metadata":{"name":"b","namespace":"n","generation":"x"}},
      {"metadata":{"name":"\u00e9\u20ac]}","namespace":"n"}, "spec":{"containers":[]}},
      {"metadata":7}
    ],"metadata":{"resourceVersion":"42"}}
    """#

  /// A list of the text in chunks of one size.
  static func page<Object: KubeResource>(
    _ type: Object.Type, _ text: String, chunk: Int
  ) async throws(KubeError) -> KubeList<Object> {
    let bytes = Array(text.utf8)
    let chunks = stride(from: 0, to: bytes.count, by: chunk).map { Array(bytes[$0..<min($0 + chunk, bytes.count)]) }
    return try await KubeClient(FakeTransport([KubeResponse(chunks: chunks)])).api(type).page()
  }

  @Test("one object that cannot be decoded is reported, and the others are there, however the answer is cut")
  func failures() async throws {
    for chunk in [1, 2, 3, 7, 64, 10_000] {
      let page = try await Self.page(PodMarker.self, Self.list, chunk: chunk)
      #expect(page.items.map(\.metadata.name) == ["a", "\u{e9}\u{20ac}]}"])
      #expect(page.metadata.resourceVersion == "42")
      #expect(
        page.failures.map(\.description) == [
          "item 1, n/b: metadata.generation: expected an integer, found a string",
          "item 3: metadata: expected an object, found a number",
        ])
    }
  }

  @Test("failures of later pages count on")
  func pages() async throws {
    let first = #"{"items":[{"metadata":{}},{"metadata":1}],"metadata":{"resourceVersion":"1","continue":"t"}}"#
    let second = #"{"metadata":{"resourceVersion":"1"},"items":[{"metadata":2},{"metadata":{"name":"z"}}]}"#
    let client = KubeClient(FakeTransport([KubeResponse(200, first), KubeResponse(200, second)]))
    let list = try await client.api(PodMarker.self).list()
    #expect(list.items.count == 2)
    #expect(list.failures.map(\.index) == [1, 2])
  }

  @Test(
    "an empty list comes in three forms",
    arguments: [
      #"{"metadata":{"resourceVersion":"1"},"items":null}"#, #"{"items":[],"metadata":{"resourceVersion":"1"}}"#,
      #"{"metadata":{"resourceVersion":"1"}}"#,
    ])
  func empty(text: String) async throws {
    let page = try await Self.page(PodMarker.self, text, chunk: 5)
    #expect(page.items.isEmpty)
    #expect(page.metadata.resourceVersion == "1")
  }

  @Test(
    "an answer that is no list is an error that says what came",
    arguments: [
      ("<html>login</html>", "web page"), (#"{"items":[]}"#, "no metadata"), (#"{"metadata":{},"items":{}}"#, "not an array"),
      (#"{"metadata":{},"items":[{}"#, "ends within the list"), ("", "ends within the list"),
      (#"{"metadata":{"resourceVersion":1},"items":[]}"#, "resourceVersion: expected a string, found a number"),
    ])
  func notALists(text: String, excerpt: String) async {
    let error = await failure { () async throws(KubeError) in try await Self.page(PodMarker.self, text, chunk: 4) }
    #expect(error?.code == .undecodableAnswer)
    #expect(error?.message.contains(excerpt) == true, "\(error?.message ?? "")")
  }

  @Test("lists of metadata alone are read the same way")
  func partialMetadata() async throws {
    let text = #"{"kind":"PartialObjectMetadataList","metadata":{"resourceVersion":"3"},"items":[{"metadata":{"name":"a"}}]}"#
    let client = KubeClient(FakeTransport([KubeResponse(200, text)]))
    #expect(try await client.api(PodMarker.self).metadataOnly().page().items.map(\.metadata.name) == ["a"])
  }

  @Test("an answer that is too large is refused while it arrives")
  func limit() async {
    let chunks = FakeChunks([Array(#"{"metadata":{},"items":["#.utf8)] + Array(repeating: Array("{},".utf8), count: 100))
    let response = KubeResponse(
      status: 200, headers: [], body: KubeBody { () throws(KubeError) in chunks.next() })
    var client = KubeClient(FakeTransport([response]))
    client.answerLimit = 50
    let error = await failure { () async throws(KubeError) in try await client.api(PodMarker.self).page() }
    #expect(error?.code == .answerTooLarge)
    #expect(chunks.remaining > 80)
  }

  @Test("a visitor sees object after object, and pauses the sender")
  func visiting() async throws {
    let chunks = FakeChunks(
      [Array(#"{"items":["#.utf8)] + (0..<9).map { Array(#"{"metadata":{"name":"\#($0)"}},"#.utf8) }
        + [Array(#"{"metadata":5}],"metadata":{"resourceVersion":"8"}}"#.utf8)])
    let response = KubeResponse(
      status: 200, headers: [], body: KubeBody { () throws(KubeError) in chunks.next() })
    var seen: [String] = []
    var remaining: [Int] = []
    let client = KubeClient(FakeTransport([response]))
    let metadata = try await client.api(PodMarker.self).forEachItem { item in
      remaining.append(chunks.remaining)
      switch item {
      case .object(let object): seen.append(object.metadata.name ?? "")
      case .undecodable(let failure): seen.append("!\(failure.index)")
      }
    }
    #expect(seen == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "!9"])
    #expect(remaining == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
    #expect(metadata.resourceVersion == "8")
  }

  @Test("an error of the visitor ends the visit")
  func visitorErrors() async {
    let client = KubeClient(FakeTransport([KubeResponse(200, Self.list)]))
    var count = 0
    let error = await failure { () async throws(KubeError) in
      try await client.api(PodMarker.self).forEachItem { _ throws(KubeError) in
        count += 1
        throw KubeError(.cancelled, message: "enough")
      }
    }
    #expect(error?.code == .cancelled)
    #expect(count == 1)
  }
}

/// A kind of which only the metadata matters.
struct PodMarker: KubeResource {
  static let resourceType = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods")
  var metadata: ObjectMeta
}
