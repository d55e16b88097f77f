import KubeCore
import KubeSchema

/// What makes a set of pods invalid.
enum WorkloadRules {
  static func checkDeployment(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = FieldRules.notNegative(spec, ["replicas"], "spec")
    errors += checkSelectorAndTemplate(spec, "deployment", known: old?["spec"]?["template"])
    errors += checkStrategy(spec["strategy"] ?? [:])
    errors += FieldRules.notNegative(spec, ["minReadySeconds", "revisionHistoryLimit"], "spec")
    if let deadline = spec["progressDeadlineSeconds"], let seconds = deadline.integer {
      errors += FieldRules.notNegative(spec, ["progressDeadlineSeconds"], "spec")
      if seconds <= spec["minReadySeconds"]?.integer ?? 0 {
        errors.append(.invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds"))
      }
    }
    return errors + checkSelectorStays(spec, old)
  }

  static func checkSet(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let errors = FieldRules.notNegative(spec, ["replicas", "minReadySeconds", "revisionHistoryLimit"], "spec")
    return errors + checkSelectorAndTemplate(spec, "deployment", known: old?["spec"]?["template"])
      + checkSelectorStays(spec, old)
  }

  /// - Parameters:
  ///   - requiresSelector: false where the server does not say that there is none.
  ///   - detail: what the server says of a selector that it cannot read; `nil` where it says nothing.
  ///   - known: the template as it is stored, which was found to be valid.
  static func checkSelectorAndTemplate(
    _ spec: JSONValue, _ kind: String, requiresSelector: Bool = true, detail: String? = "invalid label selector",
    known: JSONValue? = nil
  ) -> [FieldError] {
    var errors: [FieldError] = []
    let metadata = spec["template"]?["metadata"] ?? [:]
    let labels = metadata["labels"]?.stringMap ?? [:]
    let selector = spec["selector"].flatMap { $0.isNull ? nil : FieldRules.shown($0) }
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
      if let detail { errors.append(.invalid("spec.selector", ordered: selector ?? .null, detail)) }
    } else if !(parsed?.matches(labels) ?? false) {
      errors.append(
        .invalid(
          "spec.template.metadata.labels", metadata["labels"] ?? .null, "`selector` does not match template `labels`"))
    }
    let template = spec["template"] ?? [:]
    return errors + (template == known ? [] : checkTemplate(template, "spec.template")) + checkFixed(spec)
  }

  /// A template of pods, wherever it stands.
  static func checkTemplate(_ template: JSONValue, _ path: String) -> [FieldError] {
    checkTemplateMetadata(template, path) + PodSpecRules.checkTemplate(template["spec"] ?? [:], "\(path).spec")
  }

  static func checkTemplateMetadata(_ template: JSONValue, _ path: String) -> [FieldError] {
    let metadata = template["metadata"] ?? [:]
    return NameRules.checkLabels(metadata["labels"]?.stringMap ?? [:], "\(path).labels")
      + NameRules.checkAnnotations(metadata["annotations"]?.stringMap ?? [:], "\(path).annotations")
  }

  static func checkPodTemplate(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    checkTemplate(object["template"] ?? [:], "template")
  }

  /// What may not be chosen for pods that go on forever.
  private static func checkFixed(_ spec: JSONValue, _ kind: String = "ReplicaSet") -> [FieldError] {
    let path = "spec.template.spec"
    let pod = spec["template"]?["spec"] ?? [:]
    var errors: [FieldError] = []
    if let policy = pod["restartPolicy"], policy != "Always" {
      errors.append(.notSupported("\(path).restartPolicy", policy, supported: ["Always"]))
    }
    if pod["activeDeadlineSeconds"] != nil {
      errors.append(
        .forbidden("\(path).activeDeadlineSeconds", "activeDeadlineSeconds in \(kind) is not Supported"))
    }
    return errors
  }

  static func checkController(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    var errors = FieldRules.notNegative(spec, ["minReadySeconds", "replicas"], "spec")
    let selector = spec["selector"]?.stringMap ?? [:]
    if selector.isEmpty { errors.append(.required("spec.selector")) }
    guard let template = spec["template"] else { return errors + [.required("spec.template")] }
    let labels = template["metadata"]?["labels"]
    if !selector.allSatisfy({ labels?[$0.key]?.string == $0.value }) {
      errors.append(
        .invalid("spec.template.metadata.labels", labels ?? .null, "`selector` does not match template `labels`"))
    }
    return errors + checkTemplate(template, "spec.template") + checkFixed(spec, "ReplicationController")
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
      let value = InternalForm.value(strategy, as: "DeploymentStrategy")
      return [.notSupported("spec.strategy", ordered: value, supported: ["Recreate", "RollingUpdate"])]
    }
  }

  private static func checkSelectorStays(_ spec: JSONValue, _ old: JSONValue?) -> [FieldError] {
    guard let old, spec["selector"] != old["spec"]?["selector"] else { return [] }
    return [.invalid("spec.selector", spec["selector"] ?? .null, "field is immutable")]
  }
}
