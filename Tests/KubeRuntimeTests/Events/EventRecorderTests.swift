import KubeClient
import KubeCore
import KubeTestSupport
import KubeTypes
import Logging
import Testing

@testable import KubeRuntime

@Suite(.timeLimit(.minutes(1))) struct EventRecorderTests {
  private let time = ManualTime()

  private func recorder(_ transport: ScriptedTransport) -> EventRecorder {
    EventRecorder(
      KubeClient(transport: transport),
      configuration: EventRecorderConfiguration(reportingController: "test.dev/c", reportingInstance: "p"),
      time: time.jumpingSource, random: .seeded(8), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private func record(_ recorder: EventRecorder) {
    recorder.record(.normal, regarding: Widget("a"), reason: "Promoted", action: "Promote", note: "done")
  }

  @Test func createsAnEventAndThenPatchesItsSeries() async throws {
    let event = Event(metadata: ObjectMeta(name: "x", namespace: "shop"))
    let transport = ScriptedTransport([try .object(event), try .object(event)])
    let recorder = recorder(transport)
    let run = Task { await recorder.run() }
    record(recorder)
    try await transport.waitForRequests(count: 1)
    record(recorder)
    try await transport.waitForRequests(count: 2)
    while recorder.metrics.updated == 0 { await Task.yield() }
    run.cancel()
    await run.value
    let (create, patch) = (transport.requests[0], transport.requests[1])
    #expect(create.method == .post)
    #expect(create.path == "/apis/events.k8s.io/v1/namespaces/shop/events")
    let body = try JSONParser.parse(create.body ?? [])
    #expect(body["eventTime"] == "2026-01-01T00:00:00.000000Z")
    #expect(body["regarding"]?["name"] == "a")
    #expect(patch.method == .patch)
    #expect(patch.headers.contains(KubeRequest.Field("Content-Type", "application/merge-patch+json")))
    #expect(
      try JSONParser.parse(patch.body ?? []) == [
        "series": ["count": 2, "lastObservedTime": "2026-01-01T00:00:00.000000Z"]
      ])
    let metrics = recorder.metrics
    #expect([metrics.recorded, metrics.created, metrics.updated, metrics.dropped, metrics.failed] == [2, 1, 1, 0, 0])
  }

  @Test func triesAgainWhileTheServerCannotTakeIt() async throws {
    let transport = ScriptedTransport([
      try .status(500), .init(failure: KubeError(.connectionLost, message: "lost")),
      try .status(409, reason: "AlreadyExists"),
    ])
    let recorder = recorder(transport)
    record(recorder)
    let run = Task { await recorder.run() }
    while recorder.metrics.created == 0 { await Task.yield() }
    run.cancel()
    await run.value
    #expect(transport.requests.count == 3)
    #expect(Set(transport.requests.map(\.body)).count == 1, "the same event each time")
    #expect(recorder.metrics.failed == 0)
    #expect(time.now.sinceOrigin > .zero)
  }

  @Test func givesUpAfterManyTries() async throws {
    let transport = ScriptedTransport(try (0..<12).map { _ in try .status(503) })
    let recorder = recorder(transport)
    record(recorder)
    let run = Task { await recorder.run() }
    while recorder.metrics.failed == 0 { await Task.yield() }
    #expect(transport.requests.count == 12)
    run.cancel()
    await run.value
  }

  @Test func aRefusalIsFinal() async throws {
    let transport = ScriptedTransport([try .status(403)])
    let recorder = recorder(transport)
    record(recorder)
    let run = Task { await recorder.run() }
    while recorder.metrics.failed == 0 { await Task.yield() }
    #expect(transport.requests.count == 1)
    run.cancel()
    await run.value
  }
}
