import KubeCore
import KubeSchema

/// What of a job may change once it is made.
enum JobChangeRules {
  static func check(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    let (spec, before) = (object["spec"] ?? [:], old["spec"] ?? [:])
    var errors = checkCompletions(spec, before)
    let isFixed = fixed(spec["template"], old) == fixed(before["template"], old)
    if !isFixed {
      errors.append(
        isMutable(old)
          ? .invalid(
            "spec.template.spec", ordered: InternalForm.value(spec["template"]?["spec"], as: "PodSpec"),
            "field is immutable")
          : .invalid("spec.template", ordered: shown(spec["template"]), "field is immutable"))
    }
    let fields = [
      "selector", "completionMode", "podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy",
    ]
    for field in fields where spec[field] != before[field] {
      errors.append(.invalid("spec.\(field)", spec[field] ?? .null, "field is immutable"))
    }
    return errors
  }

  /// How many are to complete is fixed, except for indexed jobs, where the number at once grows with it.
  private static func checkCompletions(_ spec: JSONValue, _ before: JSONValue) -> [FieldError] {
    let (path, value) = ("spec.completions", spec["completions"])
    guard value != before["completions"] else { return [] }
    guard spec["completionMode"] == "Indexed" else { return [.invalid(path, value ?? .null, "field is immutable")] }
    guard let value, value != spec["parallelism"] else { return [] }
    return [.invalid(path, value, "can only be modified in tandem with spec.parallelism")]
  }

  /// Whether a job is suspended and no pod of it runs.
  private static func isMutable(_ job: JSONValue) -> Bool {
    guard job["spec"]?["suspend"]?.bool == true, job["status"]?["active"]?.integer ?? 0 == 0 else { return false }
    return job["status"]?["startTime"] == nil || job.condition("Suspended")?["status"] == "True"
  }

  /// The template without what may change while the job is suspended.
  private static func fixed(_ template: JSONValue?, _ old: JSONValue) -> JSONValue? {
    guard isMutable(old), var template else { return template }
    template["metadata"] = nil
    for field in ["affinity", "nodeSelector", "tolerations", "schedulingGates"] { template[["spec", field]] = nil }
    for list in ["containers", "initContainers"] {
      guard let containers = template["spec"]?[list]?.array else { continue }
      template[["spec", list]] = .array(
        containers.map { container in
          var container = container
          container["resources"] = nil
          return container
        })
    }
    return template
  }

  /// A template as the server's messages show it: its metadata in the form of the wire, its specification in its own.
  private static func shown(_ template: JSONValue?) -> JSONValue {
    var members = (template?["metadata"]?.object ?? [:]).map { name, value in
      (name, value.object == nil ? value : InternalForm.value(value, as: "{}"))
    }
    members.append(("Spec", InternalForm.value(template?["spec"], as: "PodSpec")))
    return .object(JSONObject(members))
  }
}
