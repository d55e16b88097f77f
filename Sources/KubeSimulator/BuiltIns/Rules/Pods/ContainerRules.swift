import KubeCore
import KubeSchema

/// What makes a container invalid, of whatever kind it is.
///
/// Source: `validateContainerCommon` of `pkg/apis/core/validation`.
enum ContainerRules {
  /// What of the pod a container is judged by.
  struct Surroundings {
    /// The valid volumes by name.
    var volumes: [String: JSONValue]
    /// The names of the claims to devices.
    var claims: [String]
    /// The seconds that the pod has to end.
    var gracePeriod: JSONValue?
    var restartPolicy: JSONValue?
    /// Whether the users of the node are those of the pod too.
    var usesHostUsers: Bool
  }

  static func check(_ container: JSONValue, _ path: String, _ pod: Surroundings) -> [FieldError] {
    let name = container.memberName
    var errors = name.isEmpty ? [.required("\(path).name")] : FieldRules.label(name, "\(path).name")
    if FieldRules.text(container, "image").isEmpty { errors.append(.required("\(path).image")) }
    errors += FieldRules.oneOf(
      container, "terminationMessagePolicy", ["File", "FallbackToLogsOnError"], path)
    errors += checkPorts(container["ports"]?.elements ?? [], "\(path).ports")
    errors += EnvironmentRules.check(container, path)
    errors += MountRules.check(container, path, pod.volumes)
    errors += FieldRules.oneOf(container, "imagePullPolicy", ["Always", "IfNotPresent", "Never"], path)
    errors += ContainerResourceRules.check(container["resources"] ?? [:], "\(path).resources", claims: pod.claims)
    errors += checkResizing(container["resizePolicy"]?.elements ?? [], "\(path).resizePolicy", pod.restartPolicy)
    if let security = container["securityContext"] {
      errors += SecurityRules.check(
        container: security, "\(path).securityContext", usesHostUsers: pod.usesHostUsers)
    }
    return errors
  }

  private static func checkPorts(_ ports: [JSONValue], _ path: String) -> [FieldError] {
    var names: Set<String> = []
    return ports.enumerated().flatMap { position, port -> [FieldError] in
      let place = "\(path)[\(position)]"
      var errors: [FieldError] = []
      let name = port.memberName
      if !name.isEmpty {
        let problems = FieldRules.portName(name)
        errors += problems.map { .invalid("\(place).name", .string(name), $0) }
        if problems.isEmpty, !names.insert(name).inserted { errors.append(.duplicate("\(place).name", .string(name))) }
      }
      let number = port["containerPort"]?.integer ?? 0
      if number == 0 {
        errors.append(.required("\(place).containerPort"))
      } else {
        errors += FieldRules.port(.integer(number), "\(place).containerPort")
      }
      if let host = port["hostPort"], host != 0 { errors += FieldRules.port(host, "\(place).hostPort") }
      return errors + FieldRules.oneOf(port, "protocol", ["SCTP", "TCP", "UDP"], place)
    }
  }

  /// The server leaves positions out here.
  private static func checkResizing(
    _ policies: [JSONValue], _ path: String, _ restartPolicy: JSONValue?
  ) -> [FieldError] {
    var resources: Set<String> = []
    return policies.enumerated().flatMap { position, policy -> [FieldError] in
      var errors: [FieldError] = []
      let resource = FieldRules.text(policy, "resourceName")
      if !resources.insert(resource).inserted { errors.append(.duplicate("\(path)[\(position)]", .string(resource))) }
      let allowed = [("resourceName", ["cpu", "memory"]), ("restartPolicy", ["NotRequired", "RestartContainer"])]
      for (name, values) in allowed where !values.contains(FieldRules.text(policy, name)) {
        let value = FieldRules.text(policy, name)
        errors.append(
          value.isEmpty
            ? .required(path) : .notSupported(path, .string(value), supported: values.map { .string($0) }))
      }
      if restartPolicy == "Never", policy["restartPolicy"] != "NotRequired" {
        errors.append(
          .invalid(
            path, policy["restartPolicy"] ?? "", "must be 'NotRequired' when pod `restartPolicy` is 'Never'"))
      }
      return errors
    }
  }
}
