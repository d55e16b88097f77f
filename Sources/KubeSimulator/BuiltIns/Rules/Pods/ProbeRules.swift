import KubeCore
import KubeSchema

/// What makes the hooks and probes of a container invalid.
enum ProbeRules {
  static func check(_ container: JSONValue, _ path: String, _ gracePeriod: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = []
    for name in ["postStart", "preStop"] {
      guard let hook = container["lifecycle"]?[name] else { continue }
      errors += HandlerRules.check(hook, "\(path).lifecycle.\(name)", gracePeriod: gracePeriod)
    }
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
      if let probe = container[name] { errors += check(probe, name, "\(path).\(name)", gracePeriod) }
    }
    return errors
  }

  private static func check(
    _ probe: JSONValue, _ name: String, _ path: String, _ gracePeriod: JSONValue?
  ) -> [FieldError] {
    var errors = HandlerRules.check(probe, path, gracePeriod: gracePeriod)
    errors += FieldRules.notNegative(
      probe, ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"], path)
    let field = "\(path).terminationGracePeriodSeconds"
    if let seconds = probe["terminationGracePeriodSeconds"] {
      if (seconds.integer ?? 0) <= 0 { errors.append(.invalid(field, seconds, "must be greater than 0")) }
      if name == "readinessProbe" { errors.append(.invalid(field, seconds, "must not be set for readinessProbes")) }
    }
    if name != "readinessProbe", let count = probe["successThreshold"], count != 1 {
      errors.append(.invalid("\(path).successThreshold", count, "must be 1"))
    }
    return errors
  }
}
