import Analysis
import KubeClient
import KubeCore
import KubeTypes
import SlipwayOperator

extension CommandSession {
  /// Shows what the judge of a rollout saw and concluded lately, and judges it again.
  ///
  /// - Parameters:
  ///   - revision: the revision on trial; it need not be said where there is one alone.
  ///   - exports: whether the log is printed as it is kept, in Base64, instead.
  public func evidence(_ name: DeploymentName, revision: String?, exports: Bool) async throws {
    let map = try await client.api(ConfigMap.self, namespace: namespace).find(JudgeRecord.name(name.name))
    let logs = map.map(JudgeRecord.logs) ?? [:]
    let judged = logs.keys.sorted()
    guard let chosen = revision ?? judged.first, let text = logs[chosen] else {
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
    // Whole: what is cut is no log.
    if exports { output.write(text + "\n") } else { output.write(lines: EvidenceText(log: log).lines(output.style)) }
  }
}
