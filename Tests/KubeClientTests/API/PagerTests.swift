import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct PagerTests {
  private func page(_ names: [String], version: String, continue token: String? = nil) -> KubeResponse {
    let items = names.map { #"{"metadata":{"name":"\#($0)"}}"# }.joined(separator: ",")
    let next = token.map { #","continue":"\#($0)""# } ?? ""
    return KubeResponse(200, #"{"metadata":{"resourceVersion":"\#(version)"\#(next)},"items":[\#(items)]}"#)
  }

  private let expired = KubeResponse(
    410,
    #"{"kind":"Status","metadata":{"continue":"late"},"status":"Failure","reason":"Expired","message":"too old","code":410}"#
  )

  private func list(
    _ answers: [KubeResponse], _ options: ListOptions = ListOptions(), _ expiry: PageExpiry = .restart
  ) async -> (names: [String?], version: String?, targets: [String], error: KubeError?) {
    let transport = FakeTransport(answers)
    do throws(KubeError) {
      let list = try await KubeClient(transport).api(Service.self, namespace: "ml").list(options, onExpiry: expiry)
      return (list.items.map(\.metadata.name), list.metadata.resourceVersion, targets(transport), nil)
    } catch {
      return ([], nil, targets(transport), error)
    }
  }

  private func targets(_ transport: FakeTransport) -> [String] {
    transport.requests.map { String($0.target.split(separator: "?").dropFirst().first ?? "") }
  }

  @Test("the default page has 500 objects, as in client-go")
  func defaultPage() async {
    let result = await list([page(["a"], version: "7")])
    #expect(result.targets == ["limit=500"])
  }

  @Test("an expired token restarts the whole list in one piece")
  func restart() async {
    let result = await list([page(["a"], version: "7", continue: "t"), expired, page(["b", "c"], version: "9")])
    #expect(result.names == ["b", "c"])
    #expect(result.version == "9")
    #expect(result.targets == ["limit=500", "limit=500&continue=t", ""])
  }

  @Test("the inconsistent token is used when the caller says so, with the version of the first page")
  func inconsistent() async {
    let answers = [page(["a"], version: "7", continue: "t"), expired, page(["b"], version: "9")]
    let result = await list(answers, ListOptions(), .acceptInconsistent)
    #expect(result.names == ["a", "b"])
    #expect(result.version == "7")
    #expect(result.targets.last == "limit=500&continue=late")
  }

  @Test("an expired token is the caller's when the caller says so")
  func fail() async {
    let result = await list([page(["a"], version: "7", continue: "t"), expired], ListOptions(), .fail)
    #expect(result.error?.code == .gone)
    #expect(result.error?.inconsistentContinuation == "late")
  }

  @Test("pages of different versions never make one set")
  func noMixing() async {
    let result = await list([
      page(["a"], version: "7", continue: "t"), page(["b"], version: "8"), page(["x", "y"], version: "9"),
    ])
    #expect(result.names == ["x", "y"])
    #expect(result.version == "9")
    #expect(result.targets.last == "")
  }

  @Test("a list that cannot be restarted twice fails instead of running for ever")
  func bounded() async {
    let result = await list([page(["a"], version: "7", continue: "t"), expired, expired])
    #expect(result.error?.code == .gone)
    #expect(result.targets.count == 3)
  }

  @Test("a list at a version is not paged, and says how the version is meant")
  func atVersion() async {
    var options = ListOptions()
    options.resourceVersion = "5"
    let result = await list([page(["a"], version: "7")], options)
    #expect(result.targets == ["resourceVersion=5&resourceVersionMatch=NotOlderThan"])
  }

  @Test("a list from the cache keeps its limit and names no match")
  func fromCache() async {
    var options = ListOptions()
    options.resourceVersion = "0"
    let result = await list([page(["a"], version: "7", continue: "t"), page(["b"], version: "7")], options)
    #expect(result.targets == ["limit=500&resourceVersion=0", "limit=500&continue=t"])
  }

  @Test("an exact list that has expired is not answered with another moment")
  func exact() async {
    var options = ListOptions()
    options.resourceVersion = "5"
    options.resourceVersionMatch = .exact
    let result = await list([page(["a"], version: "5", continue: "t"), expired], options)
    #expect(result.error?.code == .gone)
    #expect(result.targets == ["limit=500&resourceVersion=5&resourceVersionMatch=Exact", "limit=500&continue=t"])
  }

  @Test("a null list of items is an empty one")
  func nullItems() async {
    let result = await list([KubeResponse(200, #"{"metadata":{"resourceVersion":"7"},"items":null}"#)])
    #expect(result.names == [])
    #expect(result.error == nil)
  }
}
