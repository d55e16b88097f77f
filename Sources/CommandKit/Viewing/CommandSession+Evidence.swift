import Analysis
import KubeClient
import KubeCore
import KubeTypes

extension CommandSession {
  /// Shows what the judge of a rollout saw and concluded lately, and judges it again.
  ///
  /// - Parameters:
  ///   - revision: the revision on trial; it need not be said where there is one alone.
  ///   - exports: whether the log is printed as it is kept, in Base64, instead.
  public func evidence(_ name: DeploymentName, revision: String?, exports: Bool) async throws {
    let map = try await client.api(ConfigMap.self, namespace: namespace).find("\(name.name)-judge")
    let logs = map?.binaryData?.filter { $0.key.hasPrefix(Self.logPrefix) } ?? [:]
    let judged = logs.keys.map { String($0.dropFirst(Self.logPrefix.count)) }.sorted()
    guard let chosen = revision ?? judged.first, let text = logs[Self.logPrefix + chosen] else {
      throw CommandError(
        .notFound,
        revision == nil || judged.isEmpty
          ? "no judge of \(name.name) is kept in namespace \(namespace)"
          : "revision \(revision ?? "") of \(name.name) was not judged; \(judged.joined(separator: ", ")) was")
    }
    guard revision != nil || judged.count == 1 else {
      throw CommandError(
        .usage, "\(judged.joined(separator: ", ")) are judged: say which of them is meant by --revision")
    }
    guard let log = Base64.decode(text).flatMap({ DecisionLog(exported: $0) }) else {
      throw CommandError(.notFound, "the judge of \(name.name) that is kept is of another version of Slipway")
    }
    output.write(lines: exports ? [text] : EvidenceText(log: log).lines(output.style))
  }

  private static let logPrefix = "log."
}
