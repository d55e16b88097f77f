import KubeCore
import KubeSchema

/// What makes a set of pods invalid.
enum WorkloadRules {
  static func checkDeployment(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = FieldRules.notNegative(spec, ["replicas"], "spec")
    errors += checkSelectorAndTemplate(spec, "deployment")
    errors += checkStrategy(spec["strategy"] ?? [:])
    errors += FieldRules.notNegative(spec, ["minReadySeconds", "revisionHistoryLimit"], "spec")
    if let deadline = spec["progressDeadlineSeconds"], let seconds = deadline.integer {
      errors += FieldRules.notNegative(spec, ["progressDeadlineSeconds"], "spec")
      if seconds <= spec["minReadySeconds"]?.integer ?? 0 {
        errors.append(.invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds"))
      }
    }
    return errors + checkSelectorStays(spec, old) + checkStatus(object["status"] ?? [:])
  }

  private static func checkStatus(_ status: JSONValue) -> [FieldError] {
    let all = status["replicas"]?.integer ?? 0
    let counts = ["updatedReplicas", "readyReplicas", "availableReplicas"]
    var errors = FieldRules.notNegative(
      status, ["observedGeneration", "replicas"] + counts + ["unavailableReplicas", "collisionCount"], "status")
    for name in counts where (status[name]?.integer ?? 0) > all {
      errors.append(
        .invalid("status.\(name)", status[name] ?? 0, "cannot be greater than status.replicas"))
    }
    if (status["availableReplicas"]?.integer ?? 0) > (status["readyReplicas"]?.integer ?? 0) {
      errors.append(
        .invalid("status.availableReplicas", status["availableReplicas"] ?? 0, "cannot be greater than readyReplicas"))
    }
    return errors
  }

  static func checkSet(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let errors = FieldRules.notNegative(spec, ["replicas", "minReadySeconds", "revisionHistoryLimit"], "spec")
    return errors + checkSelectorAndTemplate(spec, "deployment") + checkSelectorStays(spec, old)
  }

  /// - Parameter requiresSelector: false where the server does not say that there is none.
  static func checkSelectorAndTemplate(
    _ spec: JSONValue, _ kind: String, requiresSelector: Bool = true
  ) -> [FieldError] {
    var errors: [FieldError] = []
    let metadata = spec["template"]?["metadata"] ?? [:]
    let labels = metadata["labels"]?.stringMap ?? [:]
    let given = spec["selector"].flatMap { $0.isNull ? nil : $0 }
    let selector = given.map { FieldRules.ordered($0, ["matchLabels", "matchExpressions"]) }
    var isReadable = true
    if let selector {
      errors += FieldRules.selector(selector, "spec.selector")
      isReadable = errors.isEmpty
      if selector.object?.isEmpty == true {
        errors.append(.invalid("spec.selector", [:], "empty selector is invalid for \(kind)"))
      }
    } else if requiresSelector {
      errors.append(.required("spec.selector"))
    }
    let parsed = selector.flatMap { try? JSONCoding.decode(LabelSelector.self, from: $0) }
    if !isReadable {
      errors.append(.invalid("spec.selector", ordered: selector ?? .null, "invalid label selector"))
    } else if !(parsed?.matches(labels) ?? false) {
      errors.append(
        .invalid(
          "spec.template.metadata.labels", metadata["labels"] ?? .null, "`selector` does not match template `labels`"))
    }
    errors += NameRules.checkLabels(labels, "spec.template.labels")
    errors += NameRules.checkAnnotations(metadata["annotations"]?.stringMap ?? [:], "spec.template.annotations")
    return errors + checkTemplate(spec["template"]?["spec"] ?? [:])
  }

  private static func checkTemplate(_ pod: JSONValue) -> [FieldError] {
    let path = "spec.template.spec"
    var errors = PodSpecRules.checkTemplate(pod, path)
    if let policy = pod["restartPolicy"], policy != "Always" {
      errors.append(.notSupported("\(path).restartPolicy", policy, supported: ["Always"]))
    }
    if pod["activeDeadlineSeconds"] != nil {
      errors.append(
        .forbidden("\(path).activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported"))
    }
    return errors
  }

  private static func checkStrategy(_ strategy: JSONValue) -> [FieldError] {
    let path = "spec.strategy.rollingUpdate"
    let rolling = strategy["rollingUpdate"]
    switch strategy["type"]?.string {
    case "RollingUpdate":
      let (surge, unavailable) = (rolling?["maxSurge"], rolling?["maxUnavailable"])
      var errors = FieldRules.countOrPercent(unavailable, "\(path).maxUnavailable", isAtMostAll: true)
      errors += FieldRules.countOrPercent(surge, "\(path).maxSurge")
      if FieldRules.isZero(surge), FieldRules.isZero(unavailable) {
        errors.append(
          .invalid("\(path).maxUnavailable", unavailable ?? 0, "may not be 0 when `maxSurge` is 0"))
      }
      return errors
    case "Recreate":
      return rolling == nil
        ? [] : [.forbidden(path, "may not be specified when strategy `type` is 'Recreate'")]
    default:
      let value: JSONValue = ["Type": strategy["type"] ?? "", "RollingUpdate": .null]
      return [.notSupported("spec.strategy", ordered: value, supported: ["Recreate", "RollingUpdate"])]
    }
  }

  private static func checkSelectorStays(_ spec: JSONValue, _ old: JSONValue?) -> [FieldError] {
    guard let old, spec["selector"] != old["spec"]?["selector"] else { return [] }
    return [.invalid("spec.selector", spec["selector"] ?? .null, "field is immutable")]
  }
}
