import Analysis
public import CurlTransport
import SlipwayAPI

/// Reads the pods' own metrics pages: no metrics server is needed.
public struct PodMetricsSource: Sendable {
  /// The largest page that is read, in bytes.
  public static let pageLimit = 4 << 20
  /// How many pods are read at the same time.
  private static let concurrency = 16

  private let client: CurlClient
  private let timeout: Duration
  private let now: @Sendable () -> Double

  /// - Parameters:
  ///   - timeout: how long one pod may take.
  ///   - now: monotonic seconds, on the clock of the samples.
  public init(client: CurlClient, timeout: Duration = .seconds(2), now: @escaping @Sendable () -> Double) {
    self.client = client
    self.timeout = timeout
    self.now = now
  }

  /// Reads all pods once.
  public func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    var scrape = PodScrape(samples: [], failures: [:])
    var waiting = targets[...]
    await withTaskGroup(of: (PodTarget, Page).self) { group in
      for target in waiting.prefix(Self.concurrency) { group.addTask { (target, await read(target, preset)) } }
      waiting = waiting.dropFirst(Self.concurrency)
      for await (target, page) in group {
        scrape.processorTime += page.processorTime
        switch page.result {
        case .success(let samples): scrape.samples.append(samples)
        case .failure(let failure): scrape.failures[target.uid] = failure.reason
        }
        if let next = waiting.popFirst() { group.addTask { (next, await read(next, preset)) } }
      }
    }
    // The order in which pods answer must not matter.
    scrape.samples.sort { $0.pod < $1.pod }
    return scrape
  }

  private struct ScrapeFailure: Error { var reason: String }

  /// What came of reading one pod.
  private struct Page {
    var result: Result<PodSamples, ScrapeFailure>
    var processorTime = Duration.zero

    static func failure(_ reason: String) -> Page { Page(result: .failure(ScrapeFailure(reason: reason))) }
  }

  private func read(_ target: PodTarget, _ preset: MetricsPreset) async -> Page {
    let bytes: [UInt8]
    do throws(CurlError) {
      let response = try await client.send(request(target.url))
      guard response.status == 200 else { return .failure("HTTP status \(response.status)") }
      bytes = try await response.body.collect(upTo: Self.pageLimit)
    } catch {
      return .failure(error.description)
    }
    let (result, processorTime) = ThreadTime.measure { read(bytes, of: target, preset) }
    return Page(result: result, processorTime: processorTime)
  }

  private func read(
    _ bytes: [UInt8], of target: PodTarget, _ preset: MetricsPreset
  ) -> Result<PodSamples, ScrapeFailure> {
    let samples = preset.samples(
      from: MetricsPage(bytes, keeping: preset.names), pod: target.uid, revision: target.revision,
      track: target.track, time: now(), startTime: target.startTime)
    guard let samples else {
      let names = preset.requests.map(\.name).joined(separator: ", ")
      return .failure(ScrapeFailure(reason: "the page has no metric \(names)"))
    }
    return .success(samples)
  }

  /// Asks as Prometheus does. No credentials go along: pods are not trusted with any, and no redirect is followed.
  private func request(_ url: String) -> CurlRequest {
    CurlRequest(
      url: url,
      headers: ["Accept": "text/plain;version=0.0.4;q=0.9,application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1"],
      timeout: timeout, acceptsCompression: true)
  }
}
