import KubeCore
import KubeSchema

/// What makes an object invalid, in the server's words.
enum ObjectValidation {
  static func check(_ object: JSONValue, old: JSONValue?, _ definition: ResourceDefinition) -> [FieldError] {
    var errors = NameRules.check(object, definition)
    if let old { errors += checkFinalizers(object, old) }
    if definition.isCustom {
      errors += CustomValidation.check(object, old: old, definition)
    } else if let rule = rules[definition.storage] {
      errors += rule(object, old)
    }
    return errors
  }

  private typealias Rule = @Sendable (_ object: JSONValue, _ old: JSONValue?) -> [FieldError]

  private static let rules: [String: Rule] = [
    "configmaps": DataRules.check, "secrets": DataRules.check, "events": checkEvent,
    "coordination.k8s.io/leases": checkLease, "apps/deployments": WorkloadRules.checkDeployment,
    "apps/replicasets": WorkloadRules.checkSet, "batch/jobs": WorkloadRules.checkJob,
    "batch/cronjobs": WorkloadRules.checkCronJob, "pods": PodSpecRules.checkPod, "services": ServiceRules.check,
    "apiextensions.k8s.io/customresourcedefinitions": checkDefinition,
    "apps/controllerrevisions": checkControllerRevision,
    "autoscaling/horizontalpodautoscalers": checkAutoscaler,
  ]

  /// The server reports this one twice.
  private static func checkFinalizers(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    guard old.isDeleting else { return [] }
    let new = object.finalizers.filter { !old.finalizers.contains($0) }
    guard !new.isEmpty else { return [] }
    let list = new.map { "\"\($0)\"" }.joined(separator: ", ")
    let error = FieldError.forbidden(
      "metadata.finalizers",
      "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(list)}")
    return [error, error]
  }

  private static func checkLease(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = []
    if let duration = object["spec"]?["leaseDurationSeconds"], let seconds = duration.integer, seconds <= 0 {
      errors.append(.invalid("spec.leaseDurationSeconds", duration, "must be greater than 0"))
    }
    if let count = object["spec"]?["leaseTransitions"], let transitions = count.integer, transitions < 0 {
      errors.append(.invalid("spec.leaseTransitions", count, "must be greater than or equal to 0"))
    }
    return errors
  }

  private static func checkEvent(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    // Events without a time of their own are old-style ones, which are hardly checked.
    guard old == nil, object["eventTime"]?.string != nil else { return [] }
    var errors: [FieldError] = []
    if object["reportingComponent"]?.string?.isEmpty != false { errors.append(.required("reportingController")) }
    if object["reportingInstance"]?.string?.isEmpty != false { errors.append(.required("reportingInstance")) }
    if object["action"]?.string?.isEmpty != false { errors.append(.required("action")) }
    if object["reason"]?.string?.isEmpty != false { errors.append(.required("reason")) }
    if let type = object["type"]?.string, !["Normal", "Warning"].contains(type) {
      errors.append(.invalid("type", "", "has invalid value: \(type)"))
    }
    if let message = object["message"]?.string, message.utf8.count > 1024 {
      errors.append(.invalid("message", "", "can have at most 1024 characters"))
    }
    return errors
  }

  private static func checkControllerRevision(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    guard let old, object["data"] != old["data"] else { return [] }
    return [.invalid("data", object["data"] ?? .null, "field is immutable")]
  }

  private static func checkAutoscaler(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let maximum = object["spec"]?["maxReplicas"]?.integer ?? 0
    let minimum = object["spec"]?["minReplicas"]?.integer ?? 1
    var errors: [FieldError] = []
    if maximum < 1 { errors.append(.required("spec.maxReplicas", "must be set and greater than 0")) }
    if maximum < minimum {
      errors.append(
        .invalid("spec.maxReplicas", .integer(maximum), "must be greater than or equal to `minReplicas`"))
    }
    return errors
  }

  private static func checkDefinition(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let expected = "\(spec["names"]?["plural"]?.string ?? "").\(spec["group"]?.string ?? "")"
    var errors: [FieldError] = []
    if object.name != expected {
      errors.append(.invalid("metadata.name", .string(object.name), "must be spec.names.plural+\".\"+spec.group"))
    }
    if spec["versions"]?.elements.count(where: { $0["storage"]?.bool == true }) != 1 {
      errors.append(
        .invalid("spec.versions", spec["versions"] ?? .null, "must have exactly one version marked as storage version"))
    }
    return errors + DefinitionSchemas.check(object, old)
  }
}
