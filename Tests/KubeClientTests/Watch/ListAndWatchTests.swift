import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct ListAndWatchTests {
  private let added = [
    #"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"#, #"{"type":"ADDED","object":{"metadata":{"name":"b"}}}"#,
  ]
  private let end =
    #"{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9","annotations":{"k8s.io/initial-events-end":"true"}}}}"#
  private let change = #"{"type":"MODIFIED","object":{"metadata":{"name":"a","resourceVersion":"10"}}}"#

  @Test("a streaming list ends at its mark, and the same stream goes on")
  func streaming() async throws {
    let transport = FakeTransport([KubeResponse(lines: added + [end, change])])
    let listed = try await KubeClient(transport).api(Service.self).listAndWatch()
    #expect(listed.list.items.map(\.metadata.name) == ["a", "b"])
    #expect(listed.list.metadata.resourceVersion == "9")
    var changes = listed.changes.makeAsyncIterator()
    guard case .modified(let service)? = try await changes.next() else {
      Issue.record("the change is told")
      return
    }
    #expect(service.metadata.resourceVersion == "10")
    #expect(try await changes.next() == nil)
    #expect(transport.requests.count == 1)
    let query = transport.requests[0].query.map { "\($0.name)=\($0.value)" }
    #expect(
      query.starts(with: [
        "watch=true", "allowWatchBookmarks=true", "sendInitialEvents=true", "resourceVersionMatch=NotOlderThan",
      ]))
  }

  @Test("what a server says that has no streaming lists leads to a list and a watch", arguments: ["sendInitialEvents", "resourceVersionMatch"])
  func fallback(field: String) async throws {
    let refusal = KubeResponse(
      refusal: 422, "Invalid", "is forbidden for watch unless the WatchList feature gate is enabled",
      details: #"{"causes":[{"reason":"FieldValueForbidden","field":"\#(field)"}]}"#)
    let list = KubeResponse(200, #"{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"a"}}]}"#)
    let transport = FakeTransport([refusal, list, KubeResponse(lines: [change])])
    let listed = try await KubeClient(transport).api(Service.self).listAndWatch()
    #expect(listed.list.items.map(\.metadata.name) == ["a"])
    #expect(transport.requests[2].query.contains(KubeRequest.Field("resourceVersion", "7")))
    var changes = listed.changes.makeAsyncIterator()
    #expect(try await changes.next() != nil)
  }

  @Test("another refusal is not taken for a missing ability")
  func otherRefusals() async {
    let transport = FakeTransport([KubeResponse(refusal: 403, "Forbidden")])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(Service.self).listAndWatch()
    }
    #expect(error?.code == .forbidden)
    #expect(transport.requests.count == 1)
  }

  @Test("a stream that ends before the mark is no list")
  func unfinished() async {
    let transport = FakeTransport([KubeResponse(lines: added)])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(Service.self).listAndWatch()
    }
    #expect(error?.code == .connectionLost)
  }
}
