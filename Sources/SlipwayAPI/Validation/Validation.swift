/// The rules that bind several fields, or that a schema cannot say.
public enum Validation {
  /// Names of child objects are made of the deployment's and a suffix; this is the room for it.
  static let longestName = 63 - 20

  /// Everything that is wrong, or at least doubtful, with a deployment.
  public static func issues(name: String, spec: ModelDeploymentSpec) -> [FieldIssue] {
    nameIssues(name) + modelIssues(spec.model) + runtimeIssues(spec.runtime) + strategyIssues(spec)
      + routerIssues(spec)
      + analysisIssues(spec.analysis) + presetIssues(spec) + autoscalingIssues(spec.autoscaling)
  }

  private static func autoscalingIssues(_ autoscaling: AutoscalingSettings?) -> [FieldIssue] {
    guard let autoscaling else { return [] }
    var issues: [FieldIssue] = []
    if autoscaling.minReplicas > autoscaling.maxReplicas {
      issues.append(
        issue(
          "spec.autoscaling.minReplicas", String(autoscaling.minReplicas),
          "must be at most `maxReplicas`, \(autoscaling.maxReplicas)"))
    }
    if autoscaling.mode == .keda, autoscaling.triggers.isEmpty {
      issues.append(issue("spec.autoscaling.triggers", "", "must have a trigger when `mode` is `KEDA`"))
    }
    return issues
  }
}
