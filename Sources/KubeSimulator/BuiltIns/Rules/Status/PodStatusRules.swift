import KubeCore
import KubeSchema

/// What makes the status of a pod invalid.
///
/// Source: `ValidatePodStatusUpdate` of `pkg/apis/core/validation`.
enum PodStatusRules {
  static func check(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    let (status, before) = (object["status"] ?? [:], old["status"] ?? [:])
    var errors = checkConditions(status)
    let node = FieldRules.text(status, "nominatedNodeName")
    if !node.isEmpty, node != FieldRules.text(before, "nominatedNodeName") {
      errors += FieldRules.subdomain(node, "status.nominatedNodeName")
    }
    errors += checkGeneration(status, "status")
    if status["qosClass"] != before["qosClass"] {
      errors.append(.invalid("status.qosClass", status["qosClass"] ?? "", "field is immutable"))
    }
    for (list, statuses) in [("containers", "containerStatuses"), ("initContainers", "initContainerStatuses")] {
      errors += checkRestarts(object["spec"] ?? [:], list, status, before, statuses)
    }
    return errors + checkAddresses(status)
  }

  private static func checkConditions(_ status: JSONValue) -> [FieldError] {
    (status["conditions"]?.elements ?? []).enumerated().flatMap { position, condition -> [FieldError] in
      let (path, type) = ("status.conditions[\(position)]", FieldRules.text(condition, "type"))
      let errors = checkGeneration(condition, path)
      guard !["PodScheduled", "Ready", "Initialized"].contains(type) else { return errors }
      return errors + FieldRules.qualifiedName(type, "\(path).Type")
    }
  }

  private static func checkGeneration(_ part: JSONValue, _ path: String) -> [FieldError] {
    guard let generation = part["observedGeneration"], generation.integer ?? 0 < 0 else { return [] }
    return [.invalid("\(path).observedGeneration", generation, "must be a non-negative integer")]
  }

  // MARK: - Containers

  /// Containers that have ended for good do not run again.
  private static func checkRestarts(
    _ spec: JSONValue, _ list: String, _ status: JSONValue, _ before: JSONValue, _ statuses: String
  ) -> [FieldError] {
    let new = status[statuses]?.elements ?? []
    return (before[statuses]?.elements ?? []).enumerated().compactMap { position, former in
      guard let end = former["state"]?["terminated"],
        let now = new.first(where: { $0.memberName == former.memberName }), now["state"]?["terminated"] == nil
      else { return nil }
      let container = spec[list]?.elements.first { $0.memberName == former.memberName }
      guard !restarts(container, spec, exitCode: end["exitCode"]?.integer ?? 0) else { return nil }
      return .forbidden(
        "status.\(statuses)[\(position)].state", "may not be transitioned to non-terminated state")
    }
  }

  private static func restarts(_ container: JSONValue?, _ spec: JSONValue, exitCode: Int64) -> Bool {
    guard let container else { return false }
    let isRuled = (container["restartPolicyRules"]?.elements ?? []).contains { rule in
      let codes = rule["exitCodes"]
      let isListed = codes?["values"]?.elements.contains(.integer(exitCode)) == true
      return rule["action"] == "Restart" && codes != nil && isListed == (codes?["operator"] == "In")
    }
    if isRuled { return true }
    switch container["restartPolicy"]?.string ?? FieldRules.text(spec, "restartPolicy") {
    case "Never": return false
    case "OnFailure": return exitCode != 0
    default: return true
    }
  }

  // MARK: - Addresses

  /// One address, or one of each family.
  private static func checkAddresses(_ status: JSONValue) -> [FieldError] {
    let texts = (status["podIPs"]?.elements ?? []).map { FieldRules.text($0, "ip") }
    let path = "status.podIPs"
    var errors = texts.enumerated().flatMap { FieldRules.address($0.element, "\(path)[\($0.offset)]") }
    guard texts.count > 1 else { return errors }
    let addresses = texts.map { IPAddressText($0) }
    if let bad = addresses.firstIndex(where: { $0 == nil }) {
      errors.append(
        FieldError(
          reason: "InternalError", field: path,
          message: "Internal error: failed to check for dual stack with error:invalid IP[\(bad)]: \(texts[bad])"))
    }
    let families = Set(addresses.compactMap { $0?.isVersion4 })
    guard texts.count > 2 || families.count < 2 || addresses.contains(nil) else { return errors }
    let shown = JSONValue.array(texts.map { ["IP": .string($0)] })
    return errors + [.invalid(path, ordered: shown, "may specify no more than one IP for each IP family")]
  }
}
