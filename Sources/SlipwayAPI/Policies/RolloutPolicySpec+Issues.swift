import KubeCore

extension RolloutPolicySpec {
  /// Parts of a ModelDeployment's spec that say what runs, and on how many replicas: no policy sets them.
  static let untouchable = ["replicas", "model", "runtime"]

  /// The rules that a schema cannot say.
  var issues: [FieldIssue] { windowIssues + defaultIssues + hostIssues }

  private var windowIssues: [FieldIssue] {
    windows.enumerated().filter { $1.length > RolloutWindow.longest || $1.length < .minutes(1) }.map { index, window in
      Validation.issue("spec.windows[\(index)].for", window.length.text, "must be between 1m and 168h")
    }
  }

  private var defaultIssues: [FieldIssue] {
    Self.untouchable.filter { defaults?[$0] != nil }.map { name in
      FieldIssue(path: "spec.defaults.\(name)", value: "", message: "must not be set by a policy")
    }
  }

  private var hostIssues: [FieldIssue] {
    (allowedMetricHosts ?? []).enumerated().filter { !HostPattern.isValid($1) }.map { index, host in
      Validation.issue("spec.allowedMetricHosts[\(index)]", host, "must be a host name, or `*.` and a domain")
    }
  }
}
