import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct TableTests {
  private let table = #"{"kind":"Table","metadata":{"resourceVersion":"9"},"columnDefinitions":["#
    + #"{"name":"Name","type":"string","format":"name","description":"","priority":0}],"#
    + #""rows":[{"cells":["a"],"object":{"metadata":{"name":"a"}}},{"cells":[]}]}"#

  private func accept(_ request: KubeRequest?) -> String? { request?.headers.first { $0.name == "Accept" }?.value }

  @Test("objects are read as rows, with as much of each object as is wanted")
  func tables() async throws {
    let transport = FakeTransport([KubeResponse(200, table), KubeResponse(200, table)])
    var tables = KubeClient(transport).api(Service.self, namespace: "ml").tables
    let page = try await tables.page()
    #expect(page.cells("Name") == ["a", .null])
    #expect(page.cells("Nope") == nil)
    #expect(page.rows[0].object?["metadata"]?["name"] == "a")
    tables.inclusion = .none
    _ = try await tables.get("a")
    #expect(transport.requests[1].target.hasSuffix("/services/a?includeObject=None"))
    #expect(accept(transport.requests[0]) == "application/json;as=Table;v=v1;g=meta.k8s.io")
  }

  @Test("a watch of tables tells rows, with the columns in the first event alone")
  func watch() async throws {
    let transport = FakeTransport([
      KubeResponse(lines: [
        #"{"type":"ADDED","object":\#(table)}"#,
        #"{"type":"MODIFIED","object":{"kind":"Table","columnDefinitions":null,"rows":[{"cells":["b"]}]}}"#,
      ])
    ])
    var events = try await KubeClient(transport).api(Service.self).tables.watch().makeAsyncIterator()
    guard case .added(let first)? = try await events.next(), case .modified(let second)? = try await events.next() else {
      Issue.record("two events")
      return
    }
    #expect(first.columnDefinitions.count == 1)
    #expect(second.columnDefinitions.isEmpty && second.rows[0].cells == ["b"])
  }

  @Test("metadata alone is asked for in the form that each call takes")
  func metadata() async throws {
    let transport = FakeTransport([
      KubeResponse(200, #"{"metadata":{"name":"a"}}"#), KubeResponse(200, #"{"metadata":{},"items":[{"metadata":{}}]}"#),
      KubeResponse(lines: [#"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"#]),
    ])
    let api = KubeClient(transport).api(Service.self, namespace: "ml").metadataOnly()
    #expect(try await api.get("a").metadata.name == "a")
    #expect(try await api.list().items.count == 1)
    var events = try await api.watch(from: "5").makeAsyncIterator()
    #expect(try await events.next() == .added(PartialObjectMetadata(metadata: ObjectMeta(name: "a"))))
    #expect(
      transport.requests.map { accept($0) } == [
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
        "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
        "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
      ])
  }

  @Test("managed fields can be left out of every answer")
  func managedFields() async throws {
    let transport = FakeTransport([KubeResponse(200, #"{"metadata":{},"items":[]}"#)])
    _ = try await KubeClient(transport).api(Service.self).omittingManagedFields().list()
    #expect(accept(transport.requests.first) == "application/json;drop=metadata.managedFields")
  }
}
