import KubeCore
import KubeSchema

/// What makes a container invalid, but for its name.
enum ContainerRules {
  /// - Parameter gracePeriod: the seconds that the pod has to end.
  static func check(
    _ container: JSONValue, _ path: String, volumes: Set<String>, gracePeriod: JSONValue? = nil
  ) -> [FieldError] {
    var errors: [FieldError] = []
    if container["image"]?.string?.isEmpty != false { errors.append(.required("\(path).image")) }
    errors += FieldRules.oneOf(container, "imagePullPolicy", ["Always", "IfNotPresent", "Never"], path)
    errors += FieldRules.oneOf(container, "terminationMessagePolicy", ["File", "FallbackToLogsOnError"], path)
    errors += checkPorts(container["ports"]?.elements ?? [], "\(path).ports")
    for (position, variable) in (container["env"]?.elements ?? []).enumerated() {
      errors += checkVariable(variable, "\(path).env[\(position)]")
    }
    for source in container["envFrom"]?.elements ?? []
    where source["configMapRef"] == nil && source["secretRef"] == nil {
      errors.append(.invalid("\(path).envFrom", "", "must specify one of: `configMapRef` or `secretRef`"))
    }
    errors += checkMounts(container["volumeMounts"]?.elements ?? [], "\(path).volumeMounts", volumes)
    for name in ["livenessProbe", "readinessProbe", "startupProbe"] {
      if let probe = container[name] { errors += checkProbe(probe, name, "\(path).\(name)", gracePeriod) }
    }
    for name in ["postStart", "preStop"] {
      guard let hook = container["lifecycle"]?[name] else { continue }
      errors += HandlerRules.check(hook, "\(path).lifecycle.\(name)", gracePeriod: gracePeriod)
    }
    errors += ContainerResourceRules.check(container["resources"] ?? [:], "\(path).resources")
    if let security = container["securityContext"] { errors += checkSecurity(security, "\(path).securityContext") }
    return errors
  }

  private static let securityMembers = [
    "capabilities", "privileged", "seLinuxOptions", "windowsOptions", "runAsUser", "runAsGroup", "runAsNonRoot",
    "readOnlyRootFilesystem", "allowPrivilegeEscalation", "procMount", "seccompProfile", "appArmorProfile",
  ]

  private static func checkSecurity(_ security: JSONValue, _ path: String) -> [FieldError] {
    var errors = PodSettingRules.ids(security, ["runAsUser", "runAsGroup"], path)
    errors += PodSettingRules.checkProfile(security, path)
    if security["allowPrivilegeEscalation"]?.bool == false, security["privileged"]?.bool == true {
      let shown = JSONObject(
        securityMembers.map { name in
          (
            name == "seLinuxOptions" ? "SELinuxOptions" : name.prefix(1).uppercased() + name.dropFirst(),
            security[name] ?? .null
          )
        })
      errors.append(
        .invalid(
          path, ordered: .object(shown),
          "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"))
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

  private static func checkVariable(_ variable: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let name = variable.memberName
    if name.isEmpty {
      errors.append(.required("\(path).name"))
    } else if !name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "=") }) {
      errors.append(
        .invalid(
          "\(path).name", .string(name),
          "a valid environment variable name must consist only of printable ASCII characters other than '='"))
    }
    guard let source = variable["valueFrom"] else { return errors }
    if source.object?.isEmpty == true {
      errors.append(
        .invalid(
          "\(path).valueFrom", "",
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`"))
    } else if variable["value"]?.string?.isEmpty == false {
      errors.append(.invalid("\(path).valueFrom", "", "may not be specified when `value` is not empty"))
    }
    let kinds = (source.object ?? [:]).map(\.key)
    if kinds.count > 1 {
      errors.append(.invalid("\(path).valueFrom", "", "may not have more than one field specified at a time"))
    }
    for reference in ["configMapKeyRef", "secretKeyRef"] {
      guard let value = source[reference] else { continue }
      let place = "\(path).valueFrom.\(reference)"
      errors += FieldRules.subdomain(value.memberName, "\(place).name")
      let key = FieldRules.text(value, "key")
      errors +=
        key.isEmpty
        ? [.required("\(place).key")]
        : NameText.problems(ofConfigKey: key).map { .invalid("\(place).key", .string(key), $0) }
    }
    return errors + checkFields(source, "\(path).valueFrom")
  }

  private static let resources: [JSONValue] = [
    "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage",
    "requests.memory",
  ]
  private static let fields = [
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP",
    "status.hostIPs", "status.podIP", "status.podIPs",
  ]

  private static func checkFields(_ source: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let resource = source["resourceFieldRef"]?["resource"], !resources.contains(resource),
      resource.string?.contains("hugepages-") != true
    {
      errors.append(.notSupported("\(path).resourceFieldRef.resource", resource, supported: resources))
    }
    if let field = source["fieldRef"]?["fieldPath"]?.string {
      let isKey = ["metadata.labels['", "metadata.annotations['"].contains {
        field.hasPrefix($0) && field.hasSuffix("']")
      }
      if !fields.contains(field), !isKey {
        errors.append(
          .invalid(
            "\(path).fieldRef.fieldPath", .string(field),
            "error converting fieldPath: field label not supported: \(field)"))
      }
    }
    return errors
  }

  private static func checkMounts(_ mounts: [JSONValue], _ path: String, _ volumes: Set<String>) -> [FieldError] {
    var places: Set<String> = []
    return mounts.enumerated().flatMap { position, mount -> [FieldError] in
      var errors: [FieldError] = []
      let field = "\(path)[\(position)]"
      if mount.memberName.isEmpty { errors.append(.required("\(field).name")) }
      if !volumes.contains(mount.memberName) {
        errors.append(
          FieldError(
            reason: "FieldValueNotFound", field: "\(field).name",
            message: "Not found: \(GoQuoted.text(mount.memberName))"))
      }
      let place = mount["mountPath"]?.string ?? ""
      if place.isEmpty {
        errors.append(.required("\(field).mountPath"))
      } else if !places.insert(place).inserted {
        errors.append(.invalid("\(field).mountPath", .string(place), "must be unique"))
      }
      // The server leaves the position out here.
      errors += VolumeSourceRules.checkSteps(FieldRules.text(mount, "subPath"), "\(path).subPath")
      return errors
    }
  }

  private static func checkProbe(
    _ probe: JSONValue, _ name: String, _ path: String, _ gracePeriod: JSONValue?
  ) -> [FieldError] {
    var errors = HandlerRules.check(probe, path, gracePeriod: gracePeriod)
    errors += FieldRules.notNegative(
      probe, ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"], path)
    if name != "readinessProbe", let count = probe["successThreshold"], count != 1 {
      errors.append(.invalid("\(path).successThreshold", count, "must be 1"))
    }
    return errors
  }
}
