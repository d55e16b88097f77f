import Analysis
import KubeSimulator
import MetricSources
import SlipwayOperator
import Synchronization

/// The metrics of the pods as one process reads them.
struct SimulatedMetrics: SampleSource {
  let host: WorldHost
  let session: Int
  /// The present on the clock of the process, in seconds.
  let now: @Sendable () -> Double

  let sleep: @Sendable (Duration) async -> Void

  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    let time = now()
    let (scrape, delay) = host.state.withLock { $0.scrape(targets, session: session, time: time) }
    if let delay { await sleep(delay) }
    return scrape
  }
}

extension WorldHost.State {
  mutating func scrape(_ targets: [PodTarget], session: Int, time: Double) -> (PodScrape, delay: Duration?) {
    guard !cutOff.contains(session) else { return (PodScrape(samples: [], failures: [:]), nil) }
    world.load.advance(to: world.elapsed)
    let (number, faults) = world.trouble.count(.scrape)
    world.note("  \(session) scrape \(number) of \(targets.count) pods\(faults.isEmpty ? "" : " [\(faults[0])]")")
    let kind = faults.first?.kind
    if kind == .reset { for target in targets { world.load.restart(target.uid) } }
    var scrape = PodScrape(samples: [], failures: [:])
    for target in targets {
      guard world.view.hasReadyPod(target.uid), kind != .noMetrics, kind != .partial || target.track == .stable else {
        scrape.failures[target.uid] = "no answer"
        continue
      }
      scrape.samples.append(sample(of: target, time: time, kind))
    }
    return (scrape, kind == .late ? .seconds(faults.first?.argument ?? 0) : nil)
  }

  private func sample(of target: PodTarget, time: Double, _ kind: FaultKind?) -> PodSamples {
    let count = world.load.counts[target.uid]
    var (requests, errors) = (Double(count?.answered ?? 0), Double(count?.failed ?? 0))
    switch kind {
    case .nan: (requests, errors) = (.nan, .nan)
    case .infinite: (requests, errors) = (.infinity, .infinity)
    case .negative: (requests, errors) = (-requests, -errors)
    case .old: (requests, errors) = ((requests * 0.9).rounded(), (errors * 0.9).rounded())
    default: break
    }
    return PodSamples(
      pod: target.uid, revision: target.revision, track: target.track, time: time, startTime: target.startTime,
      requests: requests, errors: errors)
  }
}
