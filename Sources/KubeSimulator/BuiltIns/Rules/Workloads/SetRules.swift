import KubeCore
import KubeSchema

/// What makes stateful sets and daemon sets invalid.
enum SetRules {
  static func checkStatefulSet(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    if !["OrderedReady", "Parallel"].contains(spec["podManagementPolicy"]?.string) {
      errors.append(
        .invalid("spec.podManagementPolicy", spec["podManagementPolicy"] ?? "", "must be 'OrderedReady' or 'Parallel'"))
    }
    errors += checkStatefulStrategy(spec["updateStrategy"] ?? [:])
    if let policy = spec["persistentVolumeClaimRetentionPolicy"] {
      for name in ["whenDeleted", "whenScaled"] {
        errors += FieldRules.oneOf(
          policy, name, ["Retain", "Delete"], "spec.persistentVolumeClaimRetentionPolicy")
      }
    }
    errors += checkClaims(spec["volumeClaimTemplates"]?.elements ?? [])
    errors += FieldRules.notNegative(spec, ["replicas", "minReadySeconds"], "spec")
    errors += FieldRules.notNegative(spec["ordinals"] ?? [:], ["start"], "spec.ordinals")
    let service = FieldRules.text(spec, "serviceName")
    if old == nil, !service.isEmpty { errors += FieldRules.label(service, "spec.serviceName") }
    errors += WorkloadRules.checkSelectorAndTemplate(withClaims(spec), "statefulset", detail: "")
    // The server looks at these twice.
    errors += WorkloadRules.checkTemplateMetadata(spec["template"] ?? [:], "spec.template")
    if let old { errors += checkFixed(spec, old["spec"] ?? [:]) }
    return errors
  }

  private static func checkClaims(_ templates: [JSONValue]) -> [FieldError] {
    templates.enumerated().flatMap { position, template in
      VolumeRules.checkClaim(template["spec"] ?? [:], "spec.volumeClaimTemplates[\(position)].spec")
    }
  }

  /// The specification with the volumes that the controller adds to pods, and without what it sets itself.
  private static func withClaims(_ spec: JSONValue) -> JSONValue {
    let names = (spec["volumeClaimTemplates"]?.elements ?? []).map { $0["metadata"].map(\.memberName) ?? "" }
    guard var pod = spec["template"]?["spec"] else { return spec }
    for name in ["hostname", "subdomain"] { pod[name] = nil }
    if !names.isEmpty {
      let own = (pod["volumes"]?.elements ?? []).filter { !names.contains($0.memberName) }
      let added = names.map { name -> JSONValue in
        ["name": .string(name), "persistentVolumeClaim": ["claimName": .string(name)]]
      }
      pod["volumes"] = .array(added + own)
    }
    var spec = spec
    spec[["template", "spec"]] = pod
    return spec
  }

  private static let changeable = [
    "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
    "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
  ]

  private static func checkFixed(_ spec: JSONValue, _ old: JSONValue) -> [FieldError] {
    var (new, old) = (spec, old)
    for name in changeable {
      new[name] = nil
      old[name] = nil
    }
    guard new != old else { return [] }
    return [
      .forbidden(
        "spec",
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
          + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")
    ]
  }

  private static func checkStatefulStrategy(_ strategy: JSONValue) -> [FieldError] {
    let rolling = strategy["rollingUpdate"]
    switch strategy["type"]?.string {
    case "OnDelete":
      guard let rolling else { return [] }
      let shown = InternalForm.value(rolling, as: "RollingUpdateStatefulSetStrategy")
      return [
        .invalid(
          "spec.updateStrategy.rollingUpdate", ordered: shown, "only allowed for updateStrategy 'RollingUpdate'")
      ]
    case "RollingUpdate":
      guard let rolling else { return [] }
      return FieldRules.notNegative(rolling, ["partition"], "spec.updateStrategy.rollingUpdate")
    default:
      let shown = InternalForm.value(strategy, as: "StatefulSetUpdateStrategy")
      return [.invalid("spec.updateStrategy", ordered: shown, "must be 'RollingUpdate' or 'OnDelete'")]
    }
  }

  static func checkDaemonSet(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    if let old, old["spec"]?["selector"] != spec["selector"] {
      errors.append(
        .invalid("spec.selector", ordered: FieldRules.shown(spec["selector"] ?? .null), "field is immutable"))
    }
    errors += WorkloadRules.checkSelectorAndTemplate(spec, "daemonset", requiresSelector: false, detail: nil)
    errors += FieldRules.notNegative(spec, ["minReadySeconds", "revisionHistoryLimit"], "spec")
    return errors + checkDaemonStrategy(spec["updateStrategy"] ?? [:])
  }

  private static func checkDaemonStrategy(_ strategy: JSONValue) -> [FieldError] {
    let path = "spec.updateStrategy"
    switch strategy["type"]?.string {
    case "OnDelete": return []
    case "RollingUpdate":
      guard let rolling = strategy["rollingUpdate"] else { return [.required("\(path).rollingUpdate")] }
      let (unavailable, surge) = (rolling["maxUnavailable"], rolling["maxSurge"])
      var errors = FieldRules.countOrPercent(unavailable, "\(path).rollingUpdate.maxUnavailable", isAtMostAll: true)
      errors += FieldRules.countOrPercent(surge, "\(path).rollingUpdate.maxSurge", isAtMostAll: true)
      let hasUnavailable = !FieldRules.isZero(unavailable ?? 0)
      let hasSurge = !FieldRules.isZero(surge ?? 0)
      if hasUnavailable, hasSurge {
        errors.append(
          .invalid(
            "\(path).rollingUpdate.maxSurge", surge ?? 0, "may not be set when maxUnavailable is non-zero"))
      } else if !hasUnavailable, !hasSurge {
        errors.append(.required("\(path).rollingUpdate.maxUnavailable", "cannot be 0 when maxSurge is 0"))
      }
      return errors
    default:
      let shown = InternalForm.value(strategy, as: "DaemonSetUpdateStrategy")
      return [.notSupported(path, ordered: shown, supported: ["RollingUpdate", "OnDelete"])]
    }
  }
}
