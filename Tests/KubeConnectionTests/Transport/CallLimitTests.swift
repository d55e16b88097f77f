import KubeClient
import Synchronization
import Testing

@testable import KubeConnection

@Suite struct CallLimitTests {
  @Test("places are given first come, first served, and the cancelled are forgotten")
  func state() {
    var state = CallLimitState<String>(limit: 2)
    let entered = ["a", "b", "c", "d", "e"].enumerated().map { state.enter($1, id: UInt64($0 + 1)) }
    #expect(entered == [true, true, false, false, false])
    #expect(state.abandon(id: 4) == "d")
    #expect(state.leave() == "c")
    #expect(state.abandon(id: 3) == nil)
    #expect(state.leave() == "e")
    #expect(state.leave() == nil)
    let last = state.enter("f", id: 6)
    #expect(last)
  }

  @Test("no more calls than the limit are on their way, until their answers are read, and watches do not count")
  func calls() async throws {
    let inFlight = Atomic(0)
    let most = Atomic(0)
    let transport = ScriptedTransport { (request) throws(KubeError) in
      guard request.timeout != nil else { return .status(200) }
      let now = inFlight.add(1, ordering: .sequentiallyConsistent).newValue
      _ = most.max(now, ordering: .sequentiallyConsistent)
      await Task.yield()
      return KubeResponse(
        status: 200, headers: [],
        body: KubeBody { () async throws(KubeError) in
          inFlight.subtract(1, ordering: .sequentiallyConsistent)
          return nil
        })
    }
    let session = ConnectionSession(
      credentials: FixedCredentialSource(credential: CallCredential()),
      material: try TLSMaterialSource(
        ClusterAccess(server: "https://h"), clock: ManualClock().clock, observer: { _ in }),
      transports: TransportSwitch(grace: .zero) { _ in transport }, limit: CallLimit(3), impersonation: [],
      observer: { _ in })
    var watches: [KubeResponse] = []
    for _ in 0..<10 { watches.append(try await session.send(.watch)) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<100 { group.addTask { _ = try await session.send(.list()).body.collect(upTo: 100) } }
      try await group.waitForAll()
    }
    #expect(watches.count == 10)
    #expect((1...3).contains(most.load(ordering: .sequentiallyConsistent)))
    #expect(inFlight.load(ordering: .sequentiallyConsistent) == 0)
  }

  @Test("a place comes back when the answer is dropped, and when waiting for it is cancelled")
  func dropped() async throws {
    let limit = CallLimit(1)
    var place: CallLimit.Place? = try await limit.enter()
    let waiter = Task { () throws(KubeError) in try await limit.enter() }
    waiter.cancel()
    let error = await #expect(throws: KubeError.self) { try await waiter.value }
    #expect(error?.code == .cancelled)
    #expect(place != nil)
    place = nil
    _ = try await limit.enter()
  }
}
