import BenchmarkSupport

/// What the operator costs with ten thousand ModelDeployments, and how quick it is.
@main struct RuntimeBenchmarks {
  /// Ninety thousand objects, with their records, Deployments, Services, budgets and pods.
  private static let count = 10_000

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "--serve", let folder = arguments.dropFirst().first {
      return try await ClusterServer.serve(count, folder: folder)
    }
    var suite = BenchmarkSuite()
    RestBenchmarks.add(to: &suite, count: count)
    ScaleBenchmarks.add(to: &suite, count: count)
    FailoverBenchmarks.add(to: &suite, seeds: 50)
    try await suite.run(BenchmarkOptions(arguments: arguments))
  }
}
