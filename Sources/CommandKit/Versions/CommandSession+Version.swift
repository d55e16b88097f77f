import KubeClient
import KubeCore
import SlipwayAPI

extension CommandOutput {
  /// Prints the version of this program.
  public func writeVersion() { write("slipway \(SlipwayVersion.current)\n") }

  /// Prints both versions as one object.
  ///
  /// - Parameter session: asks for the server's; it is left out when `nil`.
  public func writeVersions(_ session: CommandSession?, as format: DataFormat) async throws {
    var versions: JSONObject = ["clientVersion": .string(SlipwayVersion.current)]
    if let session { versions["serverVersion"] = .string("\(try await session.client.serverVersion())") }
    write(.object(versions), as: format)
  }
}

extension CommandSession {
  /// Prints the version of the API server.
  public func showServerVersion() async throws { output.write("API server \(try await client.serverVersion())\n") }
}
