import BenchmarkSupport

/// What the client costs: parsing and writing JSON, decoding lists, calls
/// and watches over loopback TLS.
@main struct ClientBenchmarks {
  static func main() async throws {
    var suite = BenchmarkSuite()
    JSONBenchmarks.add(to: &suite)
    CodingBenchmarks.add(to: &suite)
    HTTPBenchmarks.add(to: &suite)
    ListBenchmarks.add(to: &suite)
    try await suite.run(BenchmarkOptions(arguments: CommandLine.arguments.dropFirst()))
  }
}
