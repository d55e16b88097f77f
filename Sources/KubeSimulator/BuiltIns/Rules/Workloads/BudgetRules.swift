import KubeCore
import KubeSchema

/// What makes a `PodDisruptionBudget` invalid.
enum BudgetRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors: [FieldError] = []
    if spec["minAvailable"] != nil, spec["maxUnavailable"] != nil {
      let shown: JSONValue = [
        "MinAvailable": spec["minAvailable"] ?? .null,
        "Selector": FieldRules.ordered(spec["selector"] ?? .null, ["matchLabels", "matchExpressions"]),
        "MaxUnavailable": spec["maxUnavailable"] ?? .null,
        "UnhealthyPodEvictionPolicy": spec["unhealthyPodEvictionPolicy"] ?? .null,
      ]
      errors.append(.invalid("spec", ordered: shown, "minAvailable and maxUnavailable cannot be both set"))
    }
    for name in ["minAvailable", "maxUnavailable"] {
      errors += FieldRules.countOrPercent(spec[name], "spec.\(name)", isAtMostAll: true)
    }
    if let selector = spec["selector"], !selector.isNull { errors += FieldRules.selector(selector, "spec.selector") }
    return errors + FieldRules.oneOf(spec, "unhealthyPodEvictionPolicy", ["AlwaysAllow", "IfHealthyBudget"], "spec")
  }
}
