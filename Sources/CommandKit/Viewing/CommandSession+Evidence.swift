import Analysis
import KubeClient
import KubeCore
import KubeTypes

extension CommandSession {
  /// Shows what the judge of a rollout saw and concluded lately, and judges it again.
  ///
  /// - Parameter exports: whether the log is printed as it is kept, in Base64, instead.
  public func evidence(_ name: DeploymentName, exports: Bool) async throws {
    let map = try await client.api(ConfigMap.self, namespace: namespace).find("\(name.name)-judge")
    guard let text = map?.binaryData?["log"], let log = Base64.decode(text).flatMap({ DecisionLog(exported: $0) }) else {
      throw CommandError(
        .notFound,
        "no judge of \(name.name) is kept in namespace \(namespace), or it is of another version of Slipway")
    }
    output.write(lines: exports ? [text] : EvidenceText(log: log).lines(output.style))
  }
}
