import KubeCore
import Testing

@testable import KubeClient

@Suite struct ListOptionsTests {
  struct Illegal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var options: ListOptions

    init(_ name: String, _ set: (inout ListOptions) -> Void) {
      testDescription = name
      options = ListOptions()
      set(&options)
    }
  }

  static let illegal = [
    Illegal("a match without a version") { $0.resourceVersionMatch = .notOlderThan },
    Illegal("exactly version 0") {
      $0.resourceVersion = "0"
      $0.resourceVersionMatch = .exact
    },
    Illegal("a token beside a version") {
      $0.continue = "t"
      $0.resourceVersion = "5"
    },
    Illegal("a negative limit") { $0.limit = -1 },
  ]

  @Test("options that every server refuses are not sent", arguments: illegal)
  func refused(_ illegal: Illegal) async {
    let transport = FakeTransport([])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(.configMaps, namespace: "ml").page(illegal.options)
    }
    #expect(error?.code == .invalidRequest)
    #expect(error?.outcome == .unchanged)
    #expect(transport.requests.isEmpty)
  }

  @Test("a watch asks for bookmarks and for an end within the caller's range", arguments: [0.0, 0.5, 0.999])
  func watchDuration(fraction: Double) async throws {
    let transport = FakeTransport([KubeResponse(200, "")])
    let client = KubeClient(transport, time: FakeTime(fraction: fraction))
    _ = try await client.api(.configMaps, namespace: "ml").watch(WatchOptions(from: "5"))
    let request = try #require(transport.requests.first)
    let seconds = try #require(request.query.first { $0.name == "timeoutSeconds" }.flatMap { Int($0.value) })
    #expect((300...600).contains(seconds))
    #expect(request.query.contains(KubeRequest.Field("allowWatchBookmarks", "true")))
    #expect(request.timeout == nil)
    let idle = try #require(request.idleTimeout)
    #expect(idle > .seconds(seconds) && idle <= .seconds(seconds + 11))
  }
}

extension ResourceType {
  static let configMaps = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps")
  static let widgets = ResourceType(group: "example.com", version: "v1", kind: "Widget", plural: "widgets")
}
