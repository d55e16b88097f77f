import KubeCore
import KubeSchema

/// What makes the classes of priorities, storage and ingresses invalid.
enum ClassRules {
  private static let highestPriority: Int64 = 1_000_000_000
  private static let systemPriorities = ["system-cluster-critical", "system-node-critical"]

  static func checkPriority(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let value = object["value"]?.integer ?? 0
    var errors: [FieldError] = []
    if object.name.hasPrefix("system-") {
      if !systemPriorities.contains(object.name) {
        errors.append(
          .forbidden(
            "metadata.name",
            "priority class names with 'system-' prefix are reserved for system use only. error: \(object.name) is not "
              + "a known system priority class"))
      }
    } else if value > highestPriority {
      errors.append(
        .forbidden("value", "maximum allowed value of a user defined priority is \(highestPriority)"))
    }
    if object["preemptionPolicy"] == "" {
      errors.append(.required("preemptionPolicy"))
    } else {
      errors += FieldRules.oneOf(object, "preemptionPolicy", ["PreemptLowerPriority", "Never"], nil)
    }
    if let old, old["value"] != object["value"] {
      errors.append(.forbidden("value", "may not be changed in an update."))
    }
    return errors + FieldRules.immutable(object, old, ["preemptionPolicy"])
  }

  static func checkStorage(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = []
    let provisioner = FieldRules.text(object, "provisioner")
    if provisioner.isEmpty {
      errors.append(.required("provisioner"))
    } else {
      errors += FieldRules.qualifiedName(provisioner.lowercased(), "provisioner")
    }
    for key in (object["parameters"]?.object ?? [:]).keys where key.isEmpty {
      errors.append(.invalid("parameters", .string(key), "field can not be empty."))
    }
    if object["reclaimPolicy"] != "" {
      errors += FieldRules.oneOf(object, "reclaimPolicy", ["Delete", "Retain"], nil)
    }
    errors += checkTopologies(object["allowedTopologies"]?.elements ?? [])
    errors += FieldRules.oneOf(object, "volumeBindingMode", ["Immediate", "WaitForFirstConsumer"], nil)
    return errors
      + FieldRules.immutable(object, old, ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"])
  }

  static func checkAttributes(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = ["driverName", "parameters"].filter { old != nil && old?[$0] != object[$0] }.map {
      .forbidden($0, "updates to \($0) are forbidden.")
    }
    let driver = FieldRules.text(object, "driverName")
    errors += driver.isEmpty ? [.required("driverName")] : FieldRules.qualifiedName(driver.lowercased(), "driverName")
    let parameters = object["parameters"]?.object ?? [:]
    for key in parameters.keys where key.isEmpty {
      errors.append(.invalid("parameters", .string(key), "field can not be empty."))
    }
    if parameters.isEmpty { errors.append(.required("parameters", "must contain at least one key/value pair")) }
    return errors
  }

  private static func checkTopologies(_ topologies: [JSONValue]) -> [FieldError] {
    // The server compares each with as many empty ones as there are before it compares it with its like.
    var others = topologies.map { _ in [String: Set<JSONValue>]() }
    return topologies.enumerated().flatMap { position, topology -> [FieldError] in
      let path = "allowedTopologies[\(position)].matchLabelExpressions"
      var errors: [FieldError] = []
      var values: [String: Set<JSONValue>] = [:]
      for (index, term) in (topology["matchLabelExpressions"]?.elements ?? []).enumerated() {
        let key = FieldRules.text(term, "key")
        errors += checkTopologyTerm(term, key, "\(path)[\(index)]")
        if values[key] != nil { errors.append(.duplicate("\(path)[\(index)].key", .string(key))) }
        values[key] = Set(term["values"]?.elements ?? [])
      }
      errors += others.filter { $0 == values }.map { _ in .duplicate(path, "") }
      others.append(values)
      return errors
    }
  }

  private static func checkTopologyTerm(_ term: JSONValue, _ key: String, _ path: String) -> [FieldError] {
    let values = term["values"]?.elements ?? []
    var errors: [FieldError] = values.isEmpty ? [.required("\(path).values")] : []
    for (position, value) in values.enumerated() where values[..<position].contains(value) {
      errors.append(.duplicate("\(path).values[\(position)]", value))
    }
    return errors + FieldRules.qualifiedName(key, "\(path).key")
  }

  static func checkRuntime(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let handler = FieldRules.text(object, "handler")
    var errors: [FieldError] = handler.isEmpty ? [.required("handler")] : FieldRules.label(handler, "handler")
    errors += FieldRules.immutable(object, old, ["handler"])
    if let overhead = object["overhead"] {
      errors += ContainerResourceRules.check(["limits": overhead["podFixed"] ?? [:]], "overhead")
    }
    guard let scheduling = object["scheduling"] else { return errors }
    errors += NameRules.checkLabels(scheduling["nodeSelector"]?.stringMap ?? [:], "scheduling.nodeSelector")
    return errors + SchedulingRules.check(tolerations: scheduling["tolerations"], "scheduling.tolerations")
  }

  static func checkIngress(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let controller = FieldRules.text(spec, "controller")
    var errors: [FieldError] = []
    if controller.isEmpty {
      errors.append(.required("spec.controller"))
    } else if controller.utf8.count > 250 {
      errors.append(.tooLong("spec.controller", limit: 250))
    } else {
      errors += FieldRules.domainPath(controller, "spec.controller")
    }
    if let old, old["spec"]?["controller"] != spec["controller"] {
      errors.append(.invalid("spec.controller", spec["controller"] ?? .null, "field is immutable"))
    }
    guard let parameters = spec["parameters"] else { return errors }
    return errors + checkParameters(parameters, "spec.parameters")
  }

  private static func checkParameters(_ parameters: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let group = parameters["apiGroup"]?.string { errors += FieldRules.subdomain(group, "\(path).apiGroup") }
    for name in ["kind", "name"] { errors += FieldRules.segment(parameters, name, path) }
    errors += FieldRules.oneOf(parameters, "scope", ["Cluster", "Namespace"], path)
    let namespace = parameters["namespace"]?.string
    switch (parameters["scope"]?.string, namespace) {
    case ("Namespace", nil):
      errors.append(.required("\(path).namespace", "`parameters.scope` is set to 'Namespace'"))
    case ("Namespace", let name?): errors += FieldRules.label(name, "\(path).namespace")
    case ("Cluster", _?):
      errors.append(.forbidden("\(path).namespace", "`parameters.scope` is set to 'Cluster'"))
    default: break
    }
    return errors
  }
}
