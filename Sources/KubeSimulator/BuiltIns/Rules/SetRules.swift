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
    errors += FieldRules.notNegative(spec, ["replicas", "minReadySeconds", "revisionHistoryLimit"], "spec")
    let service = FieldRules.text(spec, "serviceName")
    if old == nil, !service.isEmpty { errors += FieldRules.label(service, "spec.serviceName") }
    errors += WorkloadRules.checkSelectorAndTemplate(spec, "statefulset")
    if let old { errors += checkFixed(spec, old["spec"] ?? [:]) }
    return errors
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
      let shown: JSONValue = [
        "Partition": rolling["partition"] ?? 0, "MaxUnavailable": rolling["maxUnavailable"] ?? .null,
      ]
      return [
        .invalid(
          "spec.updateStrategy.rollingUpdate", ordered: shown, "only allowed for updateStrategy 'RollingUpdate'")
      ]
    case "RollingUpdate":
      guard let rolling else { return [] }
      return FieldRules.notNegative(rolling, ["partition"], "spec.updateStrategy.rollingUpdate")
    default:
      let shown: JSONValue = ["Type": strategy["type"] ?? "", "RollingUpdate": .null]
      return [.invalid("spec.updateStrategy", ordered: shown, "must be 'RollingUpdate' or 'OnDelete'")]
    }
  }

  static func checkDaemonSet(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    if let old, old["spec"]?["selector"] != spec["selector"] {
      let shown = FieldRules.ordered(spec["selector"] ?? .null, ["matchLabels", "matchExpressions"])
      errors.append(.invalid("spec.selector", ordered: shown, "field is immutable"))
    }
    errors += WorkloadRules.checkSelectorAndTemplate(spec, "daemonset", requiresSelector: false)
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
      let shown: JSONValue = ["Type": strategy["type"] ?? "", "RollingUpdate": .null]
      return [.notSupported(path, ordered: shown, supported: ["RollingUpdate", "OnDelete"])]
    }
  }
}
