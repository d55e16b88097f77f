import KubeCore
import KubeClient
import KubeRuntime

extension CommandSession {
  /// Says why a deployment is as it is, and what comes next.
  ///
  /// - Parameter format: prints the parts of the status that say so instead, as they are.
  public func explain(_ name: DeploymentName, as format: DataFormat? = nil) async throws {
    let view = try await deployments.get(name.name)
    guard let format else {
      return output.write(lines: ExplanationText(view: view, now: time.wall(), width: output.width).lines(output.style))
    }
    var explanation: JSONObject = ["name": .string(view.name), "isObserved": .bool(view.isObserved)]
    for part in ["phase", "explanation", "analysis", "rejectedRevisions", "conditions"] {
      explanation[part] = view.content["status"]?[part]
    }
    output.write(.object(explanation), as: format)
  }

  /// Shows the rollouts that have ended.
  ///
  /// - Parameter format: prints them as they stand in the status instead.
  public func history(_ name: DeploymentName, as format: DataFormat? = nil) async throws {
    let view = try await deployments.get(name.name)
    guard let format else { return output.write(lines: HistoryText(view: view, now: time.wall()).lines(output.style)) }
    output.write(view.content["status"]?["history"] ?? [], as: format)
  }
}
