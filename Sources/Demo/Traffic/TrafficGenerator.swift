import CurlTransport
import KubeRuntime
import Synchronization

/// Live traffic: rows of a data set sent to a model through its Service, and their labels fed back.
final class TrafficGenerator: Sendable {
  private struct State {
    var schedule: TrafficSchedule
    var counts = TrafficCounts()
    var outcomes: [InferenceExchange.Outcome] = []
    /// The cookie that a client has been given.
    var cookies: [Int: String] = [:]
  }

  private static let workers = 24
  /// How many clients there are: each keeps the cookie that it is given.
  private static let clients = 2_000
  /// The most outcomes in one feedback request.
  private static let feedbackSize = 200

  private let client: CurlClient
  private let base: String
  private let data: DataSet
  private let time: TimeSource
  private let state: Mutex<State>

  /// - Parameter address: `host:port` of the apex Service.
  init(client: CurlClient, address: String, model: String, data: DataSet, configuration: DemoConfiguration, time: TimeSource) {
    self.client = client
    base = "http://\(address)/v2/models/\(model)"
    self.data = data
    self.time = time
    state = Mutex(
      State(
        schedule: TrafficSchedule(
          seed: configuration.seed, rate: configuration.rate, rows: data.rows.count, start: time.now())))
  }

  var counts: TrafficCounts { state.withLock { $0.counts } }

  /// Sends until the calling task is cancelled; requests in flight are finished.
  func run() async {
    await withDiscardingTaskGroup { group in
      for _ in 0..<Self.workers { group.addTask { await self.send() } }
      group.addTask { await self.feedBack() }
    }
  }

  private func send() async {
    while !Task.isCancelled {
      let (number, row, due) = state.withLock { $0.schedule.take(now: time.now()) }
      do throws(CancellationError) { try await time.sleep(until: due) } catch { return }
      // A request that was begun is finished, so that stopping is not mistaken for dropping.
      let exchange = InferenceExchange(id: "demo-\(number)", row: data.rows[row])
      await Task { await self.perform(exchange, client: number &* 7919 % Self.clients) }.value
    }
  }

  private func perform(_ exchange: InferenceExchange, client number: Int) async {
    var headers: CurlHeaders = ["Content-Type": "application/json"]
    if let cookie = state.withLock({ $0.cookies[number] }) { headers.append("Cookie", cookie) }
    let result: Result<(CurlResponse, [UInt8]), CurlError>
    do throws(CurlError) {
      let response = try await client.send(
        CurlRequest(
          method: "POST", url: base + "/infer", headers: headers, body: exchange.body, timeout: .seconds(10)))
      result = .success((response, try await response.body.collect(upTo: 1 << 20)))
    } catch {
      result = .failure(error)
    }
    state.withLock { state in
      state.counts.requests += 1
      switch result {
      case .failure(let error): state.counts.drop(error.description)
      case .success((let response, let body)):
        let revision = response.headers["x-slipway-revision"]
        let cookie = response.headers["set-cookie"]?.split(separator: ";").first
        if let cookie { state.cookies[number] = String(cookie) }
        if response.status >= 500 {
          // Every answer of a model names its revision; an answer without one is the proxy's.
          if revision == nil {
            state.counts.drop("HTTP status \(response.status): \(String(decoding: body.prefix(200), as: UTF8.self))")
          } else {
            state.counts.failed += 1
          }
        } else if let outcome = exchange.outcome(answer: body, revision: revision) {
          state.outcomes.append(outcome)
        }
      }
    }
  }

  /// Labels come a little later than predictions, and several at once, as they do in life.
  private func feedBack() async {
    while (try? await time.sleep(for: .milliseconds(400))) != nil {
      let outcomes = state.withLock { state in
        let taken = Array(state.outcomes.prefix(Self.feedbackSize))
        state.outcomes.removeFirst(taken.count)
        return taken
      }
      guard !outcomes.isEmpty else { continue }
      do throws(CurlError) {
        let response = try await client.send(
          CurlRequest(
            method: "POST", url: base + "/feedback", headers: ["Content-Type": "application/json"],
            body: InferenceExchange.feedback(outcomes), timeout: .seconds(10)))
        _ = try await response.body.collect(upTo: 1 << 20)
      } catch {
        // Labels that are lost make the evidence smaller, not wrong.
      }
    }
  }
}
