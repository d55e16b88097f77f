import BenchmarkSupport
import KubeCore

/// Parsing and writing of trees, on a list of Deployments of more than 6 MB.
enum JSONBenchmarks {
  static func add(to suite: inout BenchmarkSuite) {
    suite.add("json.parse", in: .megabytesPerSecond) { try await speed { _ = try JSONParser.parse($0) } }
    suite.add("json.write", in: .megabytesPerSecond) {
      let tree = try JSONParser.parse(DeploymentList.text)
      return try await speed { _ in _ = JSONWriter.write(tree) }
    }
    suite.add("json.parse_vs_codable_tree", in: .ratio, runs: 1) {
      let ours = try await speed { _ = try JSONParser.parse($0) }
      let theirs = try await speed { try CodableTree.decode($0) }
      return ours / theirs
    }
  }

  /// Megabytes of the list that one run of `work` gets through in a second of CPU time.
  private static func speed(of work: ([UInt8]) throws -> Void) async throws -> Double {
    let text = DeploymentList.text
    let seconds = try await ProcessUsage.cpuSeconds { try work(text) }
    return Double(text.count) / 1_000_000 / seconds
  }
}
