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
    errors += FieldRules.oneOf(object, "preemptionPolicy", ["PreemptLowerPriority", "Never"], "").map(unplaced)
    if let old, old["value"] != object["value"] {
      errors.append(.forbidden("value", "may not be changed in an update."))
    }
    if let old, old["preemptionPolicy"] != object["preemptionPolicy"] {
      errors.append(.invalid("preemptionPolicy", object["preemptionPolicy"] ?? .null, "field is immutable"))
    }
    return errors
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
    errors += FieldRules.oneOf(object, "reclaimPolicy", ["Delete", "Retain"], "").map(unplaced)
    errors += FieldRules.oneOf(object, "volumeBindingMode", ["Immediate", "WaitForFirstConsumer"], "").map(unplaced)
    return errors
      + FieldRules.immutable(object, old, ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"])
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
    for name in ["kind", "name"] where FieldRules.text(parameters, name).isEmpty {
      errors.append(.required("spec.parameters.\(name)"))
    }
    return errors
  }

  /// These fields stand at the top of the object.
  private static func unplaced(_ error: FieldError) -> FieldError {
    FieldError(reason: error.reason, field: String(error.field.drop { $0 == "." }), message: error.message)
  }
}
