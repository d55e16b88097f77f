import KubeCore
import KubeSchema

/// What makes a `HorizontalPodAutoscaler` invalid.
enum AutoscalerRules {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = checkCounts(spec) + checkTarget(spec["scaleTargetRef"] ?? [:])
    for (position, metric) in (spec["metrics"]?.elements ?? []).enumerated() {
      errors += checkMetric(metric, "spec.metrics[\(position)]")
    }
    for direction in ["scaleUp", "scaleDown"] {
      if let rules = spec["behavior"]?[direction] { errors += checkRules(rules, "spec.behavior.\(direction)") }
    }
    return errors
  }

  private static func checkCounts(_ spec: JSONValue) -> [FieldError] {
    let maximum = spec["maxReplicas"]?.integer ?? 0
    let minimum = spec["minReplicas"]?.integer
    var errors: [FieldError] = []
    if let minimum, minimum < 1 {
      errors.append(.invalid("spec.minReplicas", .integer(minimum), "must be greater than or equal to 1"))
      let scalesToZero = (spec["metrics"]?.elements ?? []).contains {
        ["Object", "External"].contains($0["type"]?.string)
      }
      if !scalesToZero {
        errors.append(
          .forbidden(
            "spec.metrics", "must specify at least one Object or External metric to support scaling to zero replicas"))
      }
    }
    if maximum == 0 { errors.append(.required("spec.maxReplicas", "must be set and greater than 0")) }
    if maximum < 0 {
      errors.append(.invalid("spec.maxReplicas", .integer(maximum), "must be greater than or equal to 1"))
    }
    if maximum < minimum ?? 1 {
      errors.append(.invalid("spec.maxReplicas", .integer(maximum), "must be greater than or equal to `minReplicas`"))
    }
    return errors
  }

  private static func checkTarget(_ target: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    for name in ["kind", "name"] { errors += FieldRules.segment(target, name, "spec.scaleTargetRef") }
    if FieldRules.text(target, "apiVersion").isEmpty, target["kind"]?.string != "ReplicationController" {
      errors.append(.invalid("spec.scaleTargetRef.apiVersion", "", "apiVersion must specify API group"))
    }
    return errors
  }

  // MARK: - Metrics

  private static let sources = [
    "ContainerResource": "containerResource", "External": "external", "Object": "object", "Pods": "pods",
    "Resource": "resource",
  ]

  /// The sources in the order in which they are looked at; only the first that is there is checked.
  private static let order = ["object", "external", "pods", "resource", "containerResource"]

  private static func checkMetric(_ metric: JSONValue, _ path: String) -> [FieldError] {
    let type = FieldRules.text(metric, "type")
    let expected = sources[type]
    let unknown = FieldError.notSupported(
      "\(path).type", .string(type), supported: sources.keys.sorted().map { .string($0) })
    var errors: [FieldError] = []
    if type.isEmpty { errors.append(.required("\(path).type", "must specify a metric source type")) }
    if expected == nil { errors.append(unknown) }
    let present = order.filter { metric[$0] != nil }
    if let first = present.first, let source = metric[first] {
      errors += checkSource(source, first, "\(path).\(first)")
    }
    if let expected, metric[expected] == nil {
      errors.append(.required("\(path).\(expected)", "must populate information for the given metric source"))
    } else if expected == nil {
      errors.append(unknown)
    }
    guard present.count != 1 else { return errors }
    errors += present.filter { $0 != expected }.map {
      .forbidden("\(path).\($0)", "must populate the given metric source only")
    }
    return errors
  }

  private static func checkSource(_ source: JSONValue, _ name: String, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let isResource = name == "resource" || name == "containerResource"
    if isResource {
      if source.memberName.isEmpty { errors.append(.required("\(path).name", "must specify a resource name")) }
      if name == "containerResource" { errors += checkContainer(source, path) }
    } else {
      if name == "object" {
        for member in ["kind", "name"] {
          errors += FieldRules.segment(source["describedObject"] ?? [:], member, "\(path).describedObject")
        }
      }
      errors += FieldRules.segment(source["metric"] ?? [:], "name", "\(path).metric", "must specify a metric name")
    }
    return errors + checkGoal(source["target"] ?? [:], name, "\(path).target")
  }

  private static func checkContainer(_ source: JSONValue, _ path: String) -> [FieldError] {
    let container = FieldRules.text(source, "container")
    let name = source.memberName
    var errors: [FieldError] =
      name.isEmpty
      ? []
      : ResourceNames.problems(ofContainer: name).map { .invalid("\(path).name", .string(name), $0) }
    if container.isEmpty {
      errors.append(.required("\(path).container", "must specify a container"))
    } else {
      errors += FieldRules.label(container, "\(path).container")
    }
    return errors
  }

  private static func checkGoal(_ goal: JSONValue, _ source: String, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let type = FieldRules.text(goal, "type")
    if type.isEmpty { errors.append(.required("\(path).type", "must specify a metric target type")) }
    if !["Utilization", "Value", "AverageValue"].contains(type) {
      errors.append(
        .invalid("\(path).type", .string(type), "must be either Utilization, Value, or AverageValue"))
    }
    for name in ["value", "averageValue"] {
      if let value = FieldRules.quantity(goal[name]), value <= ResourceQuantity(0) {
        errors.append(.invalid("\(path).\(name)", goal[name] ?? "", "must be positive"))
      }
    }
    if let value = goal["averageUtilization"], (value.integer ?? 0) < 1 {
      errors.append(.invalid("\(path).averageUtilization", value, "must be greater than 0"))
    }
    return errors + checkChoice(goal, source, path)
  }

  private static func checkChoice(_ goal: JSONValue, _ source: String, _ path: String) -> [FieldError] {
    let (value, average) = (goal["value"] != nil, goal["averageValue"] != nil)
    switch source {
    case "resource", "containerResource":
      let utilization = goal["averageUtilization"] != nil
      if !utilization, !average {
        return [
          .required("\(path).averageUtilization", "must set either a target raw value or a target utilization")
        ]
      }
      return utilization && average
        ? [.forbidden("\(path).averageValue", "may not set both a target raw value and a target utilization")] : []
    case "pods":
      return average ? [] : [.required("\(path).averageValue", "must specify a positive target averageValue")]
    case "external":
      if value, average {
        return [
          .forbidden("\(path).value", "may not set both a target value for metric and a per-pod target")
        ]
      }
      return value || average
        ? [] : [.required("\(path).averageValue", "must set either a target value for metric or a per-pod target")]
    default:
      return value || average
        ? [] : [.required("\(path).averageValue", "must set either a target value or averageValue")]
    }
  }

  // MARK: - Behavior

  private static func checkRules(_ rules: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let window = rules["stabilizationWindowSeconds"], let seconds = window.integer {
      if seconds < 0 {
        errors.append(.invalid("\(path).stabilizationWindowSeconds", window, "must be greater than or equal to zero"))
      }
      if seconds > 3600 {
        errors.append(.invalid("\(path).stabilizationWindowSeconds", window, "must be less than or equal to 3600"))
      }
    }
    errors += FieldRules.oneOf(rules, "selectPolicy", ["Disabled", "Max", "Min"], path)
    let policies = rules["policies"]?.elements ?? []
    if policies.isEmpty, rules["tolerance"] == nil || rules["policies"] != nil {
      errors.append(.required("\(path).policies", "must specify at least one Policy"))
    }
    for (position, policy) in policies.enumerated() {
      let place = "\(path).policies[\(position)]"
      errors += FieldRules.oneOf(policy, "type", ["Percent", "Pods"], place)
      for name in ["value", "periodSeconds"] where (policy[name]?.integer ?? 0) <= 0 {
        errors.append(.invalid("\(place).\(name)", policy[name] ?? 0, "must be greater than zero"))
      }
      if let period = policy["periodSeconds"], (period.integer ?? 0) > 1800 {
        errors.append(.invalid("\(place).periodSeconds", period, "must be less than or equal to 1800"))
      }
    }
    return errors
  }
}
