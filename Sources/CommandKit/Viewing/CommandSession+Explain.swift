import KubeClient
import KubeRuntime

extension CommandSession {
  /// Says why a deployment is as it is, and what comes next.
  public func explain(_ name: DeploymentName) async throws {
    let view = try await deployments.get(name.name)
    output.write(lines: ExplanationText(view: view, now: time.wall()).lines(output.style))
  }

  /// Shows the rollouts that have ended.
  public func history(_ name: DeploymentName) async throws {
    let view = try await deployments.get(name.name)
    output.write(lines: HistoryText(view: view, now: time.wall()).lines(output.style))
  }
}
