import BenchmarkSupport
import FoundationEssentials
import KubeCore
import KubeTypes

/// Typed objects from text, by our own coders and by Foundation's.
enum CodingBenchmarks {
  private struct List: Codable {
    var items: [Deployment]
  }

  static func add(to suite: inout BenchmarkSuite) {
    suite.add("json.decode_typed", in: .megabytesPerSecond) {
      try await speed { _ = try JSONCoding.decode(List.self, from: $0) }
    }
    suite.add("json.decode_typed_vs_foundation", in: .ratio, runs: 3) {
      let ours = try await speed { _ = try JSONCoding.decode(List.self, from: $0) }
      let theirs = try await speed { _ = try JSONDecoder().decode(List.self, from: Data($0)) }
      return ours / theirs
    }
    suite.add("json.encode_typed_vs_foundation", in: .ratio, runs: 3) {
      let list = try JSONCoding.decode(List.self, from: DeploymentList.text)
      let ours = try await speed { _ in _ = try JSONCoding.encode(list) }
      let theirs = try await speed { _ in
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        _ = try encoder.encode(list)
      }
      return ours / theirs
    }
  }

  /// Megabytes of the list's text that one run of `work` gets through in a second of CPU time.
  private static func speed(of work: ([UInt8]) throws -> Void) async throws -> Double {
    let text = DeploymentList.text
    let seconds = try await ProcessUsage.cpuSeconds { try work(text) }
    return Double(text.count) / 1_000_000 / seconds
  }
}
