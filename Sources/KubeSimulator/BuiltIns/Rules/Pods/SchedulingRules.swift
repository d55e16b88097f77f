import KubeCore
import KubeSchema

/// What makes the wishes of a pod for its node invalid: tolerations, affinity, spread.
enum SchedulingRules {
  static func check(spread spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let constraints = spec["topologySpreadConstraints"]?.elements ?? []
    for (position, constraint) in constraints.enumerated() {
      let place = "\(path).topologySpreadConstraints[\(position)]"
      errors += check(constraint: constraint, repeatedIn: constraints[(position + 1)...], place)
    }
    return errors
  }

  static func check(tolerations: JSONValue?, _ path: String) -> [FieldError] {
    (tolerations?.elements ?? []).enumerated().flatMap { position, toleration in
      check(toleration: toleration, "\(path)[\(position)]")
    }
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

  static func check(affinity: JSONValue?, _ path: String) -> [FieldError] {
    guard let affinity else { return [] }
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
    if let selector = nodes[required] { errors += check(nodeSelector: selector, "\(path).\(required)") }
    for (position, entry) in (nodes[preferred]?.elements ?? []).enumerated() {
      let place = "\(path).\(preferred)[\(position)]"
      errors += check(weight: entry, place)
      errors += check(nodeTerm: entry["preference"] ?? [:], "\(place).preference")
    }
    return errors
  }

  /// - Parameter checksValues: whether values must be ones of labels.
  static func check(nodeSelector: JSONValue, _ path: String, checksValues: Bool = false) -> [FieldError] {
    let place = "\(path).nodeSelectorTerms"
    let terms = nodeSelector["nodeSelectorTerms"]?.elements ?? []
    if terms.isEmpty { return [.required(place, "must have at least one node selector term")] }
    return terms.enumerated().flatMap { position, term in
      check(nodeTerm: term, "\(place)[\(position)]", checksValues: checksValues)
    }
  }

  private static func check(weight entry: JSONValue, _ path: String) -> [FieldError] {
    let weight = entry["weight"]?.integer ?? 0
    return (1...100).contains(weight)
      ? [] : [.invalid("\(path).weight", .integer(weight), "must be in the range 1-100")]
  }

  private static func check(
    nodeTerm term: JSONValue, _ path: String, checksValues: Bool = false
  ) -> [FieldError] {
    let errors = (term["matchExpressions"]?.elements ?? []).enumerated().flatMap { position, entry -> [FieldError] in
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
      errors += FieldRules.qualifiedName(FieldRules.text(entry, "key"), "\(place).key")
      return checksValues ? errors + FieldRules.labelValues(entry["values"], "\(place).values") : errors
    }
    return errors + check(fields: term["matchFields"]?.elements ?? [], "\(path).matchFields")
  }

  /// Nodes can be chosen by one field alone.
  private static func check(fields: [JSONValue], _ path: String) -> [FieldError] {
    fields.enumerated().flatMap { position, entry -> [FieldError] in
      let place = "\(path)[\(position)]"
      let values = entry["values"]?.elements ?? []
      var errors: [FieldError] = []
      if !["In", "NotIn"].contains(FieldRules.text(entry, "operator")) {
        errors.append(.invalid("\(place).operator", entry["operator"] ?? "", "not a valid selector operator"))
      } else if values.count != 1 {
        errors.append(
          .required(
            "\(place).values", "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"))
      }
      guard FieldRules.text(entry, "key") == "metadata.name" else {
        return errors + [.invalid("\(place).key", entry["key"] ?? "", "not a valid field selector key")]
      }
      for (index, value) in values.enumerated() {
        errors += FieldRules.subdomain(value.string ?? "", "\(place).values[\(index)]")
      }
      return errors
    }
  }

  private static func check(term: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for name in ["labelSelector", "namespaceSelector"] {
      if let selector = term[name], !selector.isNull { errors += FieldRules.selector(selector, "\(path).\(name)") }
    }
    for name in term["namespaces"]?.elements ?? [] {
      errors += FieldRules.label(name.string ?? "", "\(path).namespace")
    }
    for name in ["matchLabelKeys", "mismatchLabelKeys"] { errors += check(labelKeys: term, name, path) }
    let key = FieldRules.text(term, "topologyKey")
    if key.isEmpty { errors.append(.required("\(path).topologyKey", "can not be empty")) }
    return errors + FieldRules.qualifiedName(key, "\(path).topologyKey")
  }

  private static func check(labelKeys term: JSONValue, _ name: String, _ path: String) -> [FieldError] {
    let (keys, field) = (term[name]?.elements ?? [], "\(path).\(name)")
    if keys.isEmpty { return [] }
    guard let selector = term["labelSelector"], !selector.isNull else {
      return [.forbidden(field, "must not be specified when labelSelector is not set")]
    }
    return keys.enumerated().flatMap { FieldRules.qualifiedName($0.element.string ?? "", "\(field)[\($0.offset)]") }
  }

  private static func check(
    constraint: JSONValue, repeatedIn others: ArraySlice<JSONValue>, _ path: String
  ) -> [FieldError] {
    var errors: [FieldError] = []
    let skew = constraint["maxSkew"]?.integer ?? 0
    if skew <= 0 { errors.append(.invalid("\(path).maxSkew", .integer(skew), "must be greater than zero")) }
    let key = FieldRules.text(constraint, "topologyKey")
    if key.isEmpty { errors.append(.required("\(path).topologyKey", "can not be empty")) }
    if !["DoNotSchedule", "ScheduleAnyway"].contains(constraint["whenUnsatisfiable"]?.string) {
      errors.append(
        .notSupported(
          "\(path).whenUnsatisfiable", constraint["whenUnsatisfiable"] ?? "",
          supported: ["DoNotSchedule", "ScheduleAnyway"]))
    }
    errors += check(constraint, repeatedIn: others, path)
    if let domains = constraint["minDomains"] {
      if (domains.integer ?? 0) <= 0 {
        errors.append(.invalid("\(path).minDomains", domains, "must be greater than zero"))
      }
      if constraint["whenUnsatisfiable"] != "DoNotSchedule" {
        errors.append(
          .invalid(
            "\(path).minDomains", domains, "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not "
              + FieldRules.text(constraint, "whenUnsatisfiable")))
      }
    }
    for name in ["nodeAffinityPolicy", "nodeTaintsPolicy"] {
      errors += FieldRules.oneOf(constraint, name, ["Honor", "Ignore"], path)
    }
    errors += check(labelKeys: constraint, "matchLabelKeys", path)
    if let selector = constraint["labelSelector"] { errors += FieldRules.selector(selector, "\(path).labelSelector") }
    return errors
  }

  /// A constraint is one of its kind.
  private static func check(
    _ constraint: JSONValue, repeatedIn others: ArraySlice<JSONValue>, _ path: String
  ) -> [FieldError] {
    let names = ["topologyKey", "whenUnsatisfiable"]
    guard others.contains(where: { other in names.allSatisfy { other[$0] == constraint[$0] } }) else { return [] }
    let shown = names.map { FieldRules.text(constraint, $0) }.joined(separator: ", ")
    return [.duplicate("\(path).{topologyKey, whenUnsatisfiable}", .string("{\(shown)}"))]
  }
}
