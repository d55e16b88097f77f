import KubeCore
import KubeClient
import KubeRuntime

extension CommandSession {
  /// Says why a deployment is as it is, and what comes next.
  ///
  /// - Parameter asJSON: prints the parts of the status that say so instead, as they are.
  public func explain(_ name: DeploymentName, asJSON: Bool = false) async throws {
    let view = try await deployments.get(name.name)
    guard asJSON else {
      return output.write(lines: ExplanationText(view: view, now: time.wall()).lines(output.style))
    }
    var explanation: JSONObject = ["name": .string(view.name), "isObserved": .bool(view.isObserved)]
    for part in ["phase", "explanation", "analysis", "rejectedRevisions", "conditions"] {
      explanation[part] = view.content["status"]?[part]
    }
    output.write(json: .object(explanation))
  }

  /// Shows the rollouts that have ended.
  ///
  /// - Parameter asJSON: prints them as they stand in the status instead.
  public func history(_ name: DeploymentName, asJSON: Bool = false) async throws {
    let view = try await deployments.get(name.name)
    guard asJSON else { return output.write(lines: HistoryText(view: view, now: time.wall()).lines(output.style)) }
    output.write(json: view.content["status"]?["history"] ?? [])
  }
}
