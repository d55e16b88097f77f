import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct WatchErrorTests {
  private func told(_ status: String) async -> KubeError? {
    let transport = FakeTransport([KubeResponse(lines: [#"{"type":"ERROR","object":\#(status)}"#])])
    return await failure { () throws(KubeError) in
      var events = try await KubeClient(transport).api(Service.self).watch(from: "5").makeAsyncIterator()
      while try await events.next() != nil {}
    }
  }

  @Test("410 is gone, with either reason", arguments: ["Expired", "Gone"])
  func gone(reason: String) async {
    let error = await told(#"{"code":410,"reason":"\#(reason)","message":"too old resource version: 1 (10882)"}"#)
    #expect(error?.code == .gone)
    #expect(error?.retryClass == .afterReading)
    #expect(error?.request == "GET /api/v1/services")
  }

  @Test("504 with the cause is a version that the server has not reached")
  func tooLarge() async {
    let error = await told(
      #"{"code":504,"reason":"Timeout","message":"Timeout: Too large resource version: 9, current: 5","#
        + #""details":{"causes":[{"reason":"ResourceVersionTooLarge"}],"retryAfterSeconds":1}}"#)
    #expect(error?.code == .serverTimeout)
    #expect(error?.isResourceVersionTooLarge == true)
    #expect(error?.retryAfter == .seconds(1))
  }

  @Test("500 is a failure of the server")
  func internalError() async {
    #expect(await told(#"{"code":500,"reason":"InternalError","message":"etcd"}"#)?.code == .serverFailure)
  }

  @Test("after an error the stream is over")
  func over() async throws {
    let lines = [#"{"type":"ERROR","object":{"code":410}}"#, #"{"type":"ADDED","object":{"metadata":{}}}"#]
    let transport = FakeTransport([KubeResponse(lines: lines)])
    var events = try await KubeClient(transport).api(Service.self).watch(from: "5").makeAsyncIterator()
    do {
      _ = try await events.next()
      Issue.record("the error is thrown")
    } catch {
      #expect(error.code == .gone)
    }
    #expect(try await events.next() == nil)
  }

  @Test("an unknown type of event, and an event that is none, are undecodable", arguments: [
    #"{"type":"SURPRISE","object":{}}"#, #"{"object":{}}"#, "[]", "nonsense", #"{"type":"ADDED","object":5}"#,
  ])
  func undecodable(line: String) async {
    let transport = FakeTransport([KubeResponse(lines: [line])])
    let error = await failure { () throws(KubeError) in
      var events = try await KubeClient(transport).api(Service.self).watch(from: "5").makeAsyncIterator()
      _ = try await events.next()
    }
    #expect(error?.code == .undecodableAnswer)
  }

  @Test("a watch of trees keeps everything, in order")
  func trees() async throws {
    let object = #"{"z":1,"metadata":{"name":"a"},"a":[9007199254740993]}"#
    let transport = FakeTransport([KubeResponse(lines: [#"{"type":"ADDED","object":\#(object)}"#])])
    var events = try await KubeClient(transport).api(.widgets).watch(from: "5").makeAsyncIterator()
    guard case .added(let widget)? = try await events.next() else {
      Issue.record("an addition")
      return
    }
    #expect(String(decoding: JSONWriter.write(widget.content), as: UTF8.self) == object)
  }
}
