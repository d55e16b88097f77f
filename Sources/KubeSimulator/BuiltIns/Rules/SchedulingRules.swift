import KubeCore
import KubeSchema

/// What makes the wishes of a pod for its node invalid: tolerations, affinity, spread.
enum SchedulingRules {
  static func check(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for (position, toleration) in (spec["tolerations"]?.elements ?? []).enumerated() {
      errors += check(toleration: toleration, "\(path).tolerations[\(position)]")
    }
    if let affinity = spec["affinity"] { errors += check(affinity: affinity, "\(path).affinity") }
    for (position, constraint) in (spec["topologySpreadConstraints"]?.elements ?? []).enumerated() {
      errors += check(constraint: constraint, "\(path).topologySpreadConstraints[\(position)]")
    }
    return errors
  }

  private static func check(toleration: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let key = FieldRules.text(toleration, "key")
    let value = FieldRules.text(toleration, "value")
    let relation = FieldRules.text(toleration, "operator")
    let effect = FieldRules.text(toleration, "effect")
    if !key.isEmpty { errors += FieldRules.qualifiedName(key, "\(path).key") }
    if key.isEmpty, relation != "Exists" {
      errors.append(
        .invalid(
          "\(path).operator", .string(relation),
          "operator must be Exists when `key` is empty, which means \"match all values and all keys\""))
    }
    if toleration["tolerationSeconds"] != nil, effect != "NoExecute" {
      errors.append(
        .invalid("\(path).effect", .string(effect), "effect must be 'NoExecute' when `tolerationSeconds` is set"))
    }
    switch relation {
    case "", "Equal":
      errors += NameText.problems(ofLabelValue: value).map { .invalid("\(path).operator", .string(value), $0) }
    case "Exists":
      if !value.isEmpty {
        errors.append(
          .invalid("\(path).operator", .string(value), "value must be empty when `operator` is 'Exists'"))
      }
    default:
      errors.append(.notSupported("\(path).operator", .string(relation), supported: ["Equal", "Exists"]))
    }
    if !effect.isEmpty {
      errors += FieldRules.oneOf(toleration, "effect", ["NoSchedule", "PreferNoSchedule", "NoExecute"], path)
    }
    return errors
  }

  // MARK: - Affinity

  private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
  private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

  private static func check(affinity: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let nodes = affinity["nodeAffinity"] { errors += check(nodes: nodes, "\(path).nodeAffinity") }
    for name in ["podAffinity", "podAntiAffinity"] {
      guard let pods = affinity[name] else { continue }
      for (position, term) in (pods[required]?.elements ?? []).enumerated() {
        errors += check(term: term, "\(path).\(name).\(required)[\(position)]")
      }
      for (position, entry) in (pods[preferred]?.elements ?? []).enumerated() {
        let place = "\(path).\(name).\(preferred)[\(position)]"
        errors += check(weight: entry, place)
        errors += check(term: entry["podAffinityTerm"] ?? [:], "\(place).podAffinityTerm")
      }
    }
    return errors
  }

  private static func check(nodes: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let selector = nodes[required] {
      let place = "\(path).\(required).nodeSelectorTerms"
      let terms = selector["nodeSelectorTerms"]?.elements ?? []
      if terms.isEmpty { errors.append(.required(place, "must have at least one node selector term")) }
      for (position, term) in terms.enumerated() { errors += check(nodeTerm: term, "\(place)[\(position)]") }
    }
    for (position, entry) in (nodes[preferred]?.elements ?? []).enumerated() {
      let place = "\(path).\(preferred)[\(position)]"
      errors += check(weight: entry, place)
      errors += check(nodeTerm: entry["preference"] ?? [:], "\(place).preference")
    }
    return errors
  }

  private static func check(weight entry: JSONValue, _ path: String) -> [FieldError] {
    let weight = entry["weight"]?.integer ?? 0
    return (1...100).contains(weight)
      ? [] : [.invalid("\(path).weight", .integer(weight), "must be in the range 1-100")]
  }

  private static func check(nodeTerm term: JSONValue, _ path: String) -> [FieldError] {
    (term["matchExpressions"]?.elements ?? []).enumerated().flatMap { position, entry -> [FieldError] in
      let place = "\(path).matchExpressions[\(position)]"
      let values = entry["values"]?.elements ?? []
      var errors: [FieldError] = []
      switch FieldRules.text(entry, "operator") {
      case "In", "NotIn":
        if values.isEmpty {
          errors.append(.required("\(place).values", "must be specified when `operator` is 'In' or 'NotIn'"))
        }
      case "Exists", "DoesNotExist":
        if !values.isEmpty {
          errors.append(
            .forbidden("\(place).values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
        }
      case "Gt", "Lt":
        if values.count != 1 {
          errors.append(.required("\(place).values", "must be specified single value when `operator` is 'Lt' or 'Gt'"))
        }
      default: errors.append(.invalid("\(place).operator", entry["operator"] ?? "", "not a valid selector operator"))
      }
      return errors + FieldRules.qualifiedName(FieldRules.text(entry, "key"), "\(place).key")
    }
  }

  private static func check(term: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for name in ["labelSelector", "namespaceSelector"] {
      if let selector = term[name], !selector.isNull { errors += FieldRules.selector(selector, "\(path).\(name)") }
    }
    let key = FieldRules.text(term, "topologyKey")
    if key.isEmpty { errors.append(.required("\(path).topologyKey", "can not be empty")) }
    return errors + FieldRules.qualifiedName(key, "\(path).topologyKey")
  }

  private static func check(constraint: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let skew = constraint["maxSkew"]?.integer ?? 0
    if skew <= 0 { errors.append(.invalid("\(path).maxSkew", .integer(skew), "must be greater than zero")) }
    let key = FieldRules.text(constraint, "topologyKey")
    if key.isEmpty { errors.append(.required("\(path).topologyKey", "can not be empty")) }
    if !key.isEmpty { errors += FieldRules.qualifiedName(key, "\(path).topologyKey") }
    if !["DoNotSchedule", "ScheduleAnyway"].contains(constraint["whenUnsatisfiable"]?.string) {
      errors.append(
        .notSupported(
          "\(path).whenUnsatisfiable", constraint["whenUnsatisfiable"] ?? "",
          supported: ["DoNotSchedule", "ScheduleAnyway"]))
    }
    if let domains = constraint["minDomains"], (domains.integer ?? 0) <= 0 {
      errors.append(.invalid("\(path).minDomains", domains, "must be greater than zero"))
    }
    return errors
  }
}
