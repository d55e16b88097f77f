import KubeClient
import SlipwayAPI

extension CommandOutput {
  /// Prints the version of this program.
  public func writeVersion() { write("slipway \(SlipwayVersion.current)\n") }
}

extension CommandSession {
  /// Prints the version of the API server.
  public func showServerVersion() async throws { output.write("API server \(try await client.serverVersion())\n") }
}
