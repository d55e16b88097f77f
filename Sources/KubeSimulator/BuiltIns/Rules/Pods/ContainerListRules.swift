import KubeCore
import KubeSchema

/// What makes the containers of a pod invalid: those that serve, those that come before them, and those that are added
/// to look at them.
///
/// Source: `validateContainers`, `validateInitContainers` and `validateEphemeralContainers` of
/// `pkg/apis/core/validation`.
enum ContainerListRules {
  static func check(_ spec: JSONValue, _ path: String, _ pod: ContainerRules.Surroundings) -> [FieldError] {
    let containers = spec["containers"]?.elements ?? []
    var errors = checkServing(containers, "\(path).containers", pod)
    var names = Set(containers.map(\.memberName))
    errors += checkInitial(spec["initContainers"]?.elements ?? [], "\(path).initContainers", pod, &names)
    let ephemeral = spec["ephemeralContainers"]?.elements ?? []
    return errors + checkEphemeral(ephemeral, "\(path).ephemeralContainers", pod, names)
  }

  private static func checkServing(
    _ containers: [JSONValue], _ path: String, _ pod: ContainerRules.Surroundings
  ) -> [FieldError] {
    if containers.isEmpty { return [.required(path)] }
    var names: Set<String> = []
    let errors = containers.enumerated().flatMap { position, container -> [FieldError] in
      let place = "\(path)[\(position)]"
      var errors = ContainerRules.check(container, place, pod)
      if !names.insert(container.memberName).inserted {
        errors.append(.duplicate("\(place).name", .string(container.memberName)))
      }
      errors += ProbeRules.check(container, place, pod.gracePeriod)
      return errors + checkRestart(container, place)
    }
    return errors + checkHostPorts(containers, path)
  }

  private static func checkInitial(
    _ containers: [JSONValue], _ path: String, _ pod: ContainerRules.Surroundings, _ names: inout Set<String>
  ) -> [FieldError] {
    var errors: [FieldError] = []
    for (position, container) in containers.enumerated() {
      let place = "\(path)[\(position)]"
      errors += ContainerRules.check(container, place, pod)
      errors += checkRestart(container, place, needsPolicy: true)
      let name = container.memberName
      if names.contains(name) { errors.append(.duplicate("\(place).name", .string(name))) }
      if !name.isEmpty { names.insert(name) }
      // They run one after the other, and the server names the first place.
      errors += checkHostPorts([container], path)
      let isSidecar = container["restartPolicy"] == "Always"
      errors +=
        isSidecar
        ? ProbeRules.check(container, place, pod.gracePeriod) : checkUnused(container, place)
    }
    return errors
  }

  /// What containers that end have no use for.
  private static func checkUnused(_ container: JSONValue, _ path: String) -> [FieldError] {
    let probes: [FieldError] = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"]
      .filter { container[$0] != nil }
      .map { .forbidden("\(path).\($0)", "may not be set for init containers without restartPolicy=Always") }
    let resizing = (container["resizePolicy"]?.elements ?? []).enumerated()
      .filter { $0.element["restartPolicy"] == "RestartContainer" }
    return probes
      + resizing.map { entry in
        .invalid(
          "\(path).resizePolicy[\(entry.offset)].restartPolicy", "RestartContainer",
          "must not be set to 'RestartContainer' for non-sidecar initContainers")
      }
  }

  /// In the order in which they are declared.
  private static let ofServing = [
    "ports", "resources", "resizePolicy", "restartPolicy", "restartPolicyRules", "livenessProbe", "readinessProbe",
    "startupProbe", "lifecycle",
  ]

  private static func checkEphemeral(
    _ containers: [JSONValue], _ path: String, _ pod: ContainerRules.Surroundings, _ others: Set<String>
  ) -> [FieldError] {
    var names = others
    return containers.enumerated().flatMap { position, container -> [FieldError] in
      let place = "\(path)[\(position)]"
      var errors = ContainerRules.check(container, place, pod) + checkImage(container, place)
      if !names.insert(container.memberName).inserted {
        errors.append(.duplicate("\(place).name", .string(container.memberName)))
      }
      let target = FieldRules.text(container, "targetContainerName")
      if !target.isEmpty, !others.contains(target) {
        errors.append(
          FieldError(
            reason: "FieldValueNotFound", field: "\(place).targetContainerName",
            message: "Not found: \(GoQuoted.text(target))"))
      }
      let foreign = ofServing.filter { isSet(container[$0], $0) }.map { "\(place).\($0)" }
      let parts = (container["volumeMounts"]?.elements ?? []).enumerated().flatMap { index, mount in
        ["subPath", "subPathExpr"].filter { !FieldRules.text(mount, $0).isEmpty }
          .map { "\(place).volumeMounts[\(index)].\($0)" }
      }
      return errors + (foreign + parts).map { .forbidden($0, "cannot be set for an Ephemeral Container") }
    }
  }

  /// Resources are always there.
  private static func isSet(_ value: JSONValue?, _ name: String) -> Bool {
    value != nil && (name != "resources" || value?.object?.isEmpty == false)
  }

  /// What holds for containers of pods alone: in templates a blank image stands for one that is filled in later.
  static func checkImage(_ container: JSONValue, _ path: String) -> [FieldError] {
    let image = FieldRules.text(container, "image")
    guard image.first?.isWhitespace == true || image.last?.isWhitespace == true else { return [] }
    return [.invalid("\(path).image", .string(image), "must not have leading or trailing whitespace")]
  }

  // MARK: - Rules that lists share

  /// - Parameter needsPolicy: whether rules are looked at only where there is a policy.
  private static func checkRestart(
    _ container: JSONValue, _ path: String, needsPolicy: Bool = false
  ) -> [FieldError] {
    let rules = container["restartPolicyRules"]?.elements ?? []
    var errors = FieldRules.oneOf(container, "restartPolicy", ["Always", "Never", "OnFailure"], path)
    if container["restartPolicy"] == nil, !rules.isEmpty {
      errors.append(
        .required("\(path).restartPolicy", "must specify restartPolicy when restart rules are used"))
      if needsPolicy { return errors }
    }
    for (position, rule) in rules.enumerated() {
      let place = "\(path).restartPolicyRules[\(position)]"
      errors += FieldRules.given(rule, "action", ["Restart", "RestartAllContainers"], place)
      if let codes = rule["exitCodes"] {
        errors += FieldRules.given(codes, "operator", ["In", "NotIn"], "\(place).exitCodes")
      } else {
        errors.append(.required("\(place).exitCodes", "must be specified"))
      }
    }
    return errors
  }

  private static func checkHostPorts(_ containers: [JSONValue], _ path: String) -> [FieldError] {
    var taken: Set<String> = []
    return containers.enumerated().flatMap { position, container in
      (container["ports"]?.elements ?? []).enumerated().compactMap { index, port -> FieldError? in
        guard let number = port["hostPort"]?.integer, number != 0 else { return nil }
        let text = "\(FieldRules.text(port, "protocol"))/\(FieldRules.text(port, "hostIP"))/\(number)"
        return taken.insert(text).inserted
          ? nil : .duplicate("\(path)[\(position)].ports[\(index)].hostPort", .string(text))
      }
    }
  }
}
