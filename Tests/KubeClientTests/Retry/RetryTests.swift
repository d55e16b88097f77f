import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct RetryTests {
  private var object: KubeResponse { KubeResponse(200, #"{"metadata":{"name":"a"}}"#) }
  private let cut = KubeError(.connectionLost, message: "cut")
  private let refused = KubeError(.unreachable, message: "connection refused")

  private func busy(_ status: Int = 429, after seconds: Int? = 2) -> KubeResponse {
    KubeResponse(
      refusal: status, status == 429 ? "TooManyRequests" : "ServiceUnavailable",
      headers: seconds.map { [.init("Retry-After", "\($0)")] } ?? [])
  }

  @Test("Retry-After is obeyed on 429 and on any 5xx that carries it", arguments: [429, 500, 502, 503, 504])
  func retryAfter(status: Int) async throws {
    let transport = FakeTransport([busy(status), busy(status, after: 5), object])
    let time = FakeTime()
    _ = try await KubeClient(transport, retries: RetryPolicy(tries: 4), time: time)
      .api(Service.self, namespace: "ml").get("a")
    #expect(time.sleeps == [.seconds(2), .seconds(5)])
  }

  @Test("a 5xx without Retry-After is not repeated", arguments: [500, 502, 503, 504])
  func withoutRetryAfter(status: Int) async {
    let transport = FakeTransport([busy(status, after: nil)])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport, retries: RetryPolicy(tries: 4)).api(Service.self, namespace: "ml").get("a")
    }
    #expect(error?.httpStatus == status)
    #expect(transport.requests.count == 1)
  }

  @Test("connections that are refused are tried again, with growing delays drawn by lot")
  func refusedConnections() async throws {
    let transport = FakeTransport(
      script: Array(repeating: .failure(refused), count: 3) + [.success(object)])
    let time = FakeTime(fraction: 0.5)
    _ = try await KubeClient(transport, retries: RetryPolicy(tries: 4), time: time)
      .api(Service.self, namespace: "ml").patch("a", .merge([:]))
    #expect(time.sleeps == [.milliseconds(100), .milliseconds(200), .milliseconds(400)])
  }

  @Test("there are at most so many tries")
  func bounded() async {
    let transport = FakeTransport((0..<20).map { _ in busy() })
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport, retries: RetryPolicy(tries: 10)).api(Service.self, namespace: "ml").get("a")
    }
    #expect(error?.code == .tooManyRequests)
    #expect(transport.requests.count == 10)
  }

  @Test("without a policy everything is sent once")
  func none() async {
    let transport = FakeTransport([busy(), object])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(Service.self, namespace: "ml").get("a")
    }
    #expect(error?.code == .tooManyRequests)
    #expect(transport.requests.count == 1)
  }

  @Test("a Retry-After beyond the patience is the caller's to decide")
  func impatience() async {
    let transport = FakeTransport([busy(after: 600), object])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport, retries: RetryPolicy(tries: 3)).api(Service.self, namespace: "ml").get("a")
    }
    #expect(error?.retryAfter == .seconds(600))
    #expect(transport.requests.count == 1)
  }

  @Test("a request that must not be repeated is not, whatever happened")
  func never() async {
    let transport = FakeTransport(script: [.failure(refused), .success(object)])
    var request = KubeRequest(method: .post, path: "/a", repetition: .never)
    request.body = [1]
    let client = KubeClient(transport, retries: RetryPolicy(tries: 3))
    let error = await failure { () throws(KubeError) in try await client.perform(request) }
    #expect(error?.code == .unreachable)
    #expect(transport.requests.count == 1)
  }

  @Test("time-outs are not repeated: the time was the caller's limit")
  func timeouts() async {
    let transport = FakeTransport(script: [.failure(KubeError(.timeout, message: "")), .success(object)])
    _ = await failure { () throws(KubeError) in
      try await KubeClient(transport, retries: RetryPolicy(tries: 3)).api(Service.self, namespace: "ml").get("a")
    }
    #expect(transport.requests.count == 1)
  }

  @Test("an apply goes on after a cut connection, a plain patch does not")
  func cutConnections() async throws {
    let applied = FakeTransport(script: [.failure(cut), .success(object)])
    let policy = RetryPolicy(tries: 3)
    _ = try await KubeClient(applied, retries: policy).api(Service.self, namespace: "ml")
      .apply("a", [:], fieldManager: "me")
    #expect(applied.requests.count == 2)
    let patched = FakeTransport(script: [.failure(cut), .success(object)])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(patched, retries: policy).api(Service.self, namespace: "ml").patch("a", .merge([:]))
    }
    #expect(error?.outcome == .unknown)
    #expect(patched.requests.count == 1)
  }

  @Test("a refusal after a cut connection does not undo what the first try may have done")
  func outcomeIsKept() async {
    let transport = FakeTransport(script: [.failure(cut), .success(KubeResponse(refusal: 409, "AlreadyExists"))])
    var options = WriteOptions()
    options.repeatsCreation = true
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport, retries: RetryPolicy(tries: 3)).api(Service.self, namespace: "ml")
        .create(Service(metadata: ObjectMeta(name: "a")), options)
    }
    #expect(error?.code == .alreadyExists)
    #expect(error?.outcome == .unknown)
  }

  @Test("a body that breaks off is read again when that is safe")
  func brokenBody() async throws {
    let broken = KubeBody { () throws(KubeError) -> [UInt8]? in throw KubeError(.connectionLost, message: "cut") }
    let transport = FakeTransport([KubeResponse(status: 200, headers: [], body: broken), object])
    _ = try await KubeClient(transport, retries: RetryPolicy(tries: 2)).api(Service.self, namespace: "ml").get("a")
    #expect(transport.requests.count == 2)
  }

  @Test("the budget is shared, used up and filled again with time")
  func budget() {
    var bucket = TokenBucket(capacity: 2, perSecond: 0.5)
    // At the end the clock goes back, which gives nothing.
    let times: [Duration] = [0, 0, 1, 2, 2, 100, 100, 100, 0].map { .seconds($0) }
    let taken = times.map { bucket.take(at: $0) }
    #expect(taken == [true, true, false, true, false, true, true, false, false])
  }

  @Test("an empty budget ends repetitions for all that share it")
  func emptyBudget() async {
    let policy = RetryPolicy(tries: 100, budget: RetryBudget(capacity: 3, perSecond: 0))
    let transport = FakeTransport(script: Array(repeating: .failure(refused), count: 20))
    let client = KubeClient(transport, retries: policy)
    for _ in 0..<2 { _ = await failure { () throws(KubeError) in try await client.serverVersion() } }
    #expect(transport.requests.count == 5)
  }

  @Test("who is cancelled while waiting hears of it, and of what may have happened")
  func cancelledWait() async {
    let transport = FakeTransport(script: [.failure(refused)])
    var client = KubeClient(transport, retries: RetryPolicy(tries: 3))
    client.time = ClientTime(now: { .zero }, sleep: { _ in throw CancellationError() }, random: { 0 })
    let error = await failure { () throws(KubeError) in
      try await client.api(Service.self, namespace: "ml").apply("a", [:], fieldManager: "me")
    }
    #expect(error?.code == .cancelled)
    #expect(error?.outcome == .unchanged)
  }

  @Test(
    "what was refused may be repeated by all but those who must not",
    arguments: [
      (KubeRequest.Repetition.safe, true), (.ifRefused, true), (.never, false),
    ])
  func refusal(repetition: KubeRequest.Repetition, mayRepeat: Bool) {
    let request = KubeRequest(method: .post, path: "/", repetition: repetition)
    #expect(RetryPolicy.standard.mayRepeat(request, after: KubeError(.tooManyRequests, message: "")) == mayRepeat)
    #expect(RetryPolicy.standard.mayRepeat(request, after: KubeError(.forbidden, message: "")) == false)
  }
}
