import KubeCore
import Testing

@testable import KubeRuntime

@Suite("The rate of retries")
struct RetryRateTests {
  private let start = MonotonicInstant(sinceOrigin: .zero)

  @Test("lets a burst through, and then a steady number a second")
  func burst() {
    var rate = RetryRate(perSecond: 10, burst: 3)
    let delays = (0..<6).map { _ in rate.delay(at: start) }
    #expect(delays == [.zero, .zero, .zero, .milliseconds(100), .milliseconds(200), .milliseconds(300)])
    #expect(rate.delay(at: start + .seconds(60)) == .zero, "what was not used is not saved up beyond the burst")
    #expect((0..<3).map { _ in rate.delay(at: start + .seconds(60)) }.last == .milliseconds(100))
  }

  @Test("spreads ten thousand keys that fail at once over a hundred seconds")
  func outage() {
    var queue = WorkQueueState<Int>(backoff: Backoff(initial: .milliseconds(50), maximum: .seconds(300), jitter: 0))
    var generator = SplitMix64(seed: 1)
    for key in 0..<10_000 { queue.add(key, priority: .normal, after: .zero, now: start) }
    while let lease = queue.take(now: start) { queue.finish(lease, .retry(), now: start, using: &generator) }
    var counts: [Int] = []
    for second in 1...100 {
      let now = start + .seconds(second)
      var count = 0
      while let lease = queue.take(now: now) {
        count += 1
        queue.finish(lease, .done, now: now, using: &generator)
      }
      counts.append(count)
    }
    #expect(counts.reduce(0, +) == 10_000)
    #expect(counts.dropFirst().allSatisfy { (99...101).contains($0) || $0 == 0 }, "\(counts)")
  }

  @Test("takes nonsense for one a second")
  func nonsense() {
    #expect(RetryRate(perSecond: 0, burst: -1) == RetryRate(perSecond: 1, burst: 1))
  }
}
