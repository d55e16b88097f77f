import KubeCore

/// Named measurements, run one after another; each prints one JSON object on a line of its own.
public struct BenchmarkSuite {
  /// A name, and what its value counts.
  public typealias Figure = (name: String, unit: Unit)

  private struct Entry {
    var figures: [Figure]
    var runs: Int
    var sample: () async throws -> [Double]

    /// What the command line calls it.
    var name: String { figures.map(\.name).joined(separator: ",") }
  }

  private var entries: [Entry] = []

  public init() {}

  /// Adds a measurement.
  ///
  /// - Parameters:
  ///   - runs: how many samples are taken after one that is thrown away; their median is the result.
  ///   - sample: makes one measurement, in `unit`.
  public mutating func add(_ name: String, in unit: Unit, runs: Int = 5, sample: @escaping () async throws -> Double) {
    entries.append(Entry(figures: [(name, unit)], runs: max(1, runs)) { [try await sample()] })
  }

  /// Adds figures of one measurement, which is made once.
  public mutating func add(_ figures: [Figure], sample: @escaping () async throws -> [Double]) {
    entries.append(Entry(figures: figures, runs: 1, sample: sample))
  }

  /// Runs what the options select.
  public func run(_ options: BenchmarkOptions) async throws {
    let selected = entries.filter { options.selects($0.name) }
    guard !options.isListing else { return selected.forEach { print($0.name) } }
    for entry in selected {
      // What is measured once is measured in a fresh process: a second sample would find the memory of the first.
      for line in try await measure(entry, runs: entry.runs == 1 ? 1 : options.runs ?? entry.runs) { print(line) }
    }
  }

  private func measure(_ entry: Entry, runs: Int) async throws -> [JSONValue] {
    // The first run pays for cold caches; with a single run it is all there is.
    if runs > 1 { _ = try await entry.sample() }
    var samples: [[Double]] = []
    for _ in 0..<runs { samples.append(try await entry.sample()) }
    return entry.figures.indices.map { position in
      let figure = entry.figures[position]
      let value = JSONValue.double(Self.rounded(Self.median(samples.map { $0[position] })))
      var line: JSONObject = ["name": .string(figure.name), "value": value, "unit": .string(figure.unit.rawValue)]
      if figure.unit == .ratio { line["ratio"] = value }
      return .object(line)
    }
  }

  private static func median(_ samples: [Double]) -> Double {
    let sorted = samples.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// Four digits after the point: more than any of these measurements can claim.
  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
