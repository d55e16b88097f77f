import CurlTransport
import KubeCore
import Synchronization

/// Sends requests to both versions and compares the answers, beside those who sent them.
///
/// No more are under way, and no more wait, than its configuration allows: what comes beyond is skipped and counted.
final class ShadowDesk: Sendable {
  /// A request without its place of origin.
  struct Pair: Sendable {
    var method: String
    /// Path and query.
    var target: String
    var headers: CurlHeaders
    var body: [UInt8]?
  }

  private let configuration: ShadowProxyConfiguration
  private let metrics: ShadowMetrics
  private let comparator: AnswerComparator
  private let random: Mutex<any RandomNumberGenerator & Sendable>
  private let pairs: AsyncStream<Pair>
  private let input: AsyncStream<Pair>.Continuation

  init(
    _ configuration: ShadowProxyConfiguration, _ metrics: ShadowMetrics,
    random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
  ) {
    (self.configuration, self.metrics) = (configuration, metrics)
    comparator = AnswerComparator(configuration.rules)
    self.random = Mutex(random)
    (pairs, input) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(max(1, configuration.backlog)))
  }

  /// Hands in a request; returns at once.
  func take(_ pair: Pair) {
    if case .dropped = input.yield(pair) { metrics.skip("backlog") }
  }

  func skip(_ limit: String) { metrics.skip(limit) }

  /// Works until the calling task is cancelled. To be called once.
  func run(_ client: CurlClient) async {
    await withTaskGroup(of: Void.self) { group in
      var underWay = 0
      for await pair in pairs {
        if underWay >= max(1, configuration.concurrency) {
          await group.next()
          underWay -= 1
        }
        group.addTask { await self.carryOut(pair, client) }
        underWay += 1
      }
      group.cancelAll()
    }
  }

  private func carryOut(_ pair: Pair, _ client: CurlClient) async {
    let isCompared = random.withLock { random in Double.random(in: 0..<1, using: &random) < configuration.sample }
    async let shadow = answer(pair, configuration.shadow, "shadow", client)
    guard isCompared else {
      _ = await shadow
      return metrics.count(.uncompared)
    }
    async let stable = answer(pair, configuration.stable, "stable", client)
    switch (await stable, await shadow) {
    case (nil, _): metrics.count(.stableFailed)
    case (_, nil): metrics.count(.shadowFailed)
    case (let stable?, let shadow?): judge(stable, shadow)
    }
  }

  private func judge(_ stable: [UInt8], _ shadow: [UInt8]) {
    let outcome = comparator.compare(stable, shadow)
    metrics.observe(distance: outcome.distance)
    metrics.count(outcome.difference == nil ? .agreed : .differed)
  }

  /// - Returns: the body; `nil` for no answer, or one that is no success.
  private func answer(_ pair: Pair, _ base: String, _ version: String, _ client: CurlClient) async -> [UInt8]? {
    let start = ContinuousClock.now
    do throws(CurlError) {
      let response = try await client.send(
        CurlRequest(
          method: pair.method, url: base + pair.target, headers: pair.headers, body: pair.body,
          timeout: configuration.timeout))
      let body = try await response.body.collect(upTo: configuration.bodyLimit)
      guard (200..<300).contains(response.status) else { return nil }
      metrics.observe(latency: ContinuousClock.now - start, of: version)
      return body
    } catch {
      return nil
    }
  }
}
