import Analysis
import Synchronization

@testable import MetricSources
@testable import SlipwayOperator

/// Counters of pods as a function of time alone: the same whoever reads them, however often.
final class SampleFeed: SampleSource {
  /// Requests that each pod answers in a second.
  static let rate = 100.0

  private struct State {
    var errorRates: [String: Double] = [:]
    var births: [String: Double] = [:]
    var scrapes = 0
  }

  private let state = Mutex(State())
  private let now: @Sendable () -> Double

  init(now: @escaping @Sendable () -> Double) { self.now = now }

  /// The share of its requests that a revision fails; 0.2% unless told.
  func setErrorRate(_ rate: Double, of revision: String) { state.withLock { $0.errorRates[revision] = rate } }

  /// How often the pods were read.
  var scrapes: Int { state.withLock { $0.scrapes } }

  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    let time = now()
    return state.withLock { state in
      state.scrapes += 1
      let samples = targets.map { target in
        let birth = state.births[target.uid] ?? time
        state.births[target.uid] = birth
        let requests = (Self.rate * (time - birth)).rounded()
        let errors = (requests * (state.errorRates[target.revision] ?? 0.002)).rounded()
        return PodSamples(
          pod: target.uid, revision: target.revision, track: target.track, time: time, startTime: target.startTime,
          requests: requests, errors: errors)
      }
      return PodScrape(samples: samples, failures: [:])
    }
  }
}
