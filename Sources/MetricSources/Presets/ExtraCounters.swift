public import SlipwayAPI

/// The counters of an additional metric: sums of samples in a fixed order, or the bins of a histogram.
public struct ExtraCounters: Sendable, Hashable {
  private static let mostBins = 256

  /// The metric's name.
  public let name: String
  private let sums: [[MetricSelector]]
  private let histogram: String?

  /// Counters in order, such as the good and all.
  public init(_ name: String, sums: [MetricSelector]) { self.init(name, sums: sums.map { [$0] }) }

  /// The same where each is the sum of what several selectors pick.
  public init(_ name: String, sums: [[MetricSelector]]) { (self.name, self.sums, histogram) = (name, sums, nil) }

  /// The bins of a histogram, which is named without `_bucket`.
  public init(_ name: String, histogram: String) { (self.name, sums, self.histogram) = (name, [], histogram) }

  var names: [String] { sums.flatMap { $0.map(\.name) } + (histogram.map { [$0 + "_bucket"] } ?? []) }

  /// The numbers; `nil` when there are none that could be counters, so that the pod's other metrics still count.
  func vector(from samples: [MetricSample]) -> [Double]? {
    let vector = histogram.map { bins(of: $0 + "_bucket", samples) } ?? totals(samples)
    return vector.allSatisfy { $0.isFinite && $0 >= 0 } && !vector.isEmpty ? vector : nil
  }

  /// A counter that has counted nothing yet may be absent beside another one that has.
  private func totals(_ samples: [MetricSample]) -> [Double] {
    guard samples.contains(where: { sample in sums.contains { $0.contains { $0.accepts(sample) } } }) else { return [] }
    return sums.map { sum in
      samples.reduce(0) { total, sample in sum.contains { $0.accepts(sample) } ? total + sample.value : total }
    }
  }

  private func bins(of bucket: String, _ samples: [MetricSample]) -> [Double] {
    var buckets: [Double: Double] = [:]
    for sample in samples where sample.name == bucket {
      guard let text = sample.labels["le"], let bound = text == "+Inf" ? .infinity : Double(text), !bound.isNaN
      else { continue }
      buckets[bound, default: 0] += sample.value
    }
    let cumulative = buckets.sorted { $0.key < $1.key }.map(\.value)
    guard 2...Self.mostBins ~= cumulative.count else { return [] }
    return zip(cumulative, [0] + cumulative).map { $0 - $1 }
  }
}
