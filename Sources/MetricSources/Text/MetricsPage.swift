/// Reads the Prometheus text format, version 0.0.4.
///
/// A page comes from a pod that may be hostile or broken: size and number of lines are limited, and a line that does not
/// fit the format is counted and left out.
public struct MetricsPage: Sendable, Hashable {
  public private(set) var samples: [MetricSample] = []
  /// How many lines could not be read.
  public private(set) var malformedLines = 0

  /// The most samples that are kept.
  public static let sampleLimit = 20_000

  /// - Parameter names: the metrics to keep; the others are not even parsed.
  public init(_ bytes: [UInt8], keeping names: Set<String>) {
    for line in bytes.split(separator: 0x0A) {
      guard samples.count < Self.sampleLimit else { break }
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let name = line.prefix { $0 != UInt8(ascii: "{") && $0 != 0x20 && $0 != 0x09 }
      guard names.contains(String(decoding: name, as: UTF8.self)) else { continue }
      var parser = MetricLineParser(line)
      if let sample = parser.sample() {
        samples.append(sample)
      } else {
        malformedLines += 1
      }
    }
  }
}
