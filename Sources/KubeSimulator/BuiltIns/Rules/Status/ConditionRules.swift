import KubeCore
import KubeSchema

/// What makes conditions of the common form (`meta/v1`, Condition) invalid.
///
/// Source: `k8s.io/apimachinery/pkg/apis/meta/v1/validation`.
enum ConditionRules {
  static func check(_ conditions: JSONValue?, _ path: String) -> [FieldError] {
    var seen: Set<String> = []
    return (conditions?.elements ?? []).enumerated().flatMap { position, condition -> [FieldError] in
      let type = FieldRules.text(condition, "type")
      let twice: [FieldError] =
        seen.insert(type).inserted ? [] : [.duplicate("\(path)[\(position)].type", .string(type))]
      return twice + check(condition, "\(path)[\(position)]")
    }
  }

  private static func check(_ condition: JSONValue, _ path: String) -> [FieldError] {
    var errors = FieldRules.qualifiedName(FieldRules.text(condition, "type"), "\(path).type")
    let (known, status) = (["False", "True", "Unknown"], FieldRules.text(condition, "status"))
    if !known.contains(status) {
      errors.append(.notSupported("\(path).status", .string(status), supported: known.map { .string($0) }))
    }
    if let generation = condition["observedGeneration"], generation.integer ?? 0 < 0 {
      errors.append(.invalid("\(path).observedGeneration", generation, "must be greater than or equal to zero"))
    }
    if condition["lastTransitionTime"]?.string == nil {
      errors.append(.required("\(path).lastTransitionTime"))
    }
    errors += checkReason(FieldRules.text(condition, "reason"), "\(path).reason")
    if FieldRules.text(condition, "message").utf8.count > 32_768 {
      errors.append(.tooLong("\(path).message", limit: 32_768))
    }
    return errors
  }

  private static func checkReason(_ reason: String, _ field: String) -> [FieldError] {
    guard !reason.isEmpty else { return [.required(field)] }
    var errors: [FieldError] = []
    if reason.wholeMatch(of: /[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?/) == nil {
      errors.append(
        .invalid(
          field, .string(reason),
          "a condition reason must start with alphabetic character, optionally followed by a string of alphanumeric "
            + "characters or '_,:', and must end with an alphanumeric character or '_' (e.g. 'my_name',  or 'MY_NAME',  "
            + "or 'MyName',  or 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used for validation is "
            + "'[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?')"))
    }
    if reason.utf8.count > 1_024 { errors.append(.tooLong(field, limit: 1_024)) }
    return errors
  }
}
