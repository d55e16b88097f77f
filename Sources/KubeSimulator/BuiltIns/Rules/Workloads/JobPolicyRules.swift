import KubeCore
import KubeSchema

/// What makes the policies of jobs invalid, by which they fail or succeed.
///
/// Source: `pkg/apis/batch/validation`.
enum JobPolicyRules {
  private static let mostRules = 20
  private static let actions = ["Count", "FailIndex", "FailJob", "Ignore"]

  static func check(_ spec: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let policy = spec["podFailurePolicy"] { errors += checkFailure(policy, spec, "\(path).podFailurePolicy.rules") }
    guard let policy = spec["successPolicy"] else { return errors }
    guard spec["completionMode"] == "Indexed" else {
      let shown: JSONValue = ["Rules": policy["rules"].map(shownRules) ?? .null]
      return errors + [.invalid("\(path).successPolicy", ordered: shown, "requires indexed completion mode")]
    }
    return errors + checkSuccess(policy, spec["completions"]?.integer ?? 0, "\(path).successPolicy.rules")
  }

  // MARK: - Failure

  private static func checkFailure(_ policy: JSONValue, _ spec: JSONValue, _ path: String) -> [FieldError] {
    let rules = policy["rules"]?.elements ?? []
    var errors = count(rules, path)
    let pod = spec["template"]?["spec"] ?? [:]
    let names = ["containers", "initContainers"].flatMap { pod[$0]?.elements.map(\.memberName) ?? [] }
    for (position, rule) in rules.enumerated() {
      errors += checkFailureRule(rule, spec, names, "\(path)[\(position)]")
    }
    return errors
  }

  private static func checkFailureRule(
    _ rule: JSONValue, _ spec: JSONValue, _ names: [String], _ path: String
  ) -> [FieldError] {
    var errors = choice(rule, "action", actions, path)
    if rule["action"] == "FailIndex", spec["backoffLimitPerIndex"] == nil {
      errors.append(.invalid("\(path).action", "FailIndex", "requires the backoffLimitPerIndex to be set"))
    }
    let conditions = rule["onPodConditions"]?.elements ?? []
    if let codes = rule["onExitCodes"] { errors += checkCodes(codes, names, "\(path).onExitCodes") }
    errors += checkConditions(conditions, "\(path).onPodConditions")
    switch (rule["onExitCodes"] != nil, !conditions.isEmpty) {
    case (true, true):
      errors.append(.invalid(path, "specifying both OnExitCodes and OnPodConditions is not supported"))
    case (false, false):
      errors.append(.invalid(path, "specifying one of OnExitCodes and OnPodConditions is required"))
    default: break
    }
    return errors
  }

  private static func checkCodes(_ codes: JSONValue, _ names: [String], _ path: String) -> [FieldError] {
    var errors = choice(codes, "operator", ["In", "NotIn"], path)
    if let name = codes["containerName"], !names.contains(name.string ?? "") {
      errors.append(
        .invalid(
          "\(path).containerName", name, "must be one of the container or initContainer names in the pod template"))
    }
    let values = codes["values"]?.elements ?? []
    if values.isEmpty {
      errors.append(.invalid("\(path).values", codes["values"] ?? .null, "at least one value is required"))
    }
    if values.count > 255 { errors.append(.tooMany("\(path).values", values.count, limit: 255)) }
    var seen: Set<JSONValue> = []
    for (position, value) in values.enumerated() {
      let place = "\(path).values[\(position)]"
      if codes["operator"] == "In", value.integer == 0 {
        errors.append(.invalid(place, value, "must not be 0 for the In operator"))
      }
      if !seen.insert(value).inserted { errors.append(.duplicate(place, value)) }
    }
    let numbers = values.compactMap(\.integer)
    if numbers != numbers.sorted() { errors.append(.invalid("\(path).values", .array(values), "must be ordered")) }
    return errors
  }

  private static func checkConditions(_ conditions: [JSONValue], _ path: String) -> [FieldError] {
    var errors = count(conditions, path)
    for (position, condition) in conditions.enumerated() {
      let place = "\(path)[\(position)]"
      errors += FieldRules.qualifiedName(condition["type"]?.string ?? "", "\(place).type")
      errors += choice(condition, "status", ["False", "True", "Unknown"], place)
    }
    return errors
  }

  // MARK: - Success

  private static func checkSuccess(_ policy: JSONValue, _ completions: Int64, _ path: String) -> [FieldError] {
    let rules = policy["rules"]?.elements ?? []
    var errors = count(rules, path)
    if rules.isEmpty {
      errors.append(.required(path, "at least one rules must be specified when the successPolicy is specified"))
    }
    for (position, rule) in rules.enumerated() {
      errors += checkSuccessRule(rule, completions, "\(path)[\(position)]")
    }
    return errors
  }

  private static func checkSuccessRule(_ rule: JSONValue, _ completions: Int64, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let (count, indexes) = (rule["succeededCount"], rule["succeededIndexes"])
    if count == nil, indexes == nil {
      errors.append(.required(path, "at least one of succeededCount or succeededIndexes must be specified"))
    }
    var total: Int64 = 0
    if let text = indexes?.string {
      do throws(IndexRanges.Problem) {
        total = try IndexRanges.count(in: text, below: completions)
      } catch {
        errors.append(
          .invalid("\(path).succeededIndexes", .string(text), "error parsing succeededIndexes: \(error.text)"))
      }
    }
    guard let count, let number = count.integer else { return errors }
    let place = "\(path).succeededCount"
    errors += FieldRules.notNegative(rule, ["succeededCount"], path)
    if number > completions {
      errors.append(
        .invalid(place, count, "must be less than or equal to \(completions) (the number of specified completions)"))
    }
    if indexes != nil, number > total {
      errors.append(
        .invalid(
          place, count,
          "must be less than or equal to \(total) (the number of indexes in the specified succeededIndexes field)"))
    }
    return errors
  }

  private static func shownRules(_ rules: JSONValue) -> JSONValue {
    .array(
      rules.elements.map { rule in
        [
          "SucceededIndexes": rule["succeededIndexes"] ?? .null, "SucceededCount": rule["succeededCount"] ?? .null,
        ]
      })
  }

  // MARK: - Both

  private static func count(_ elements: [JSONValue], _ path: String) -> [FieldError] {
    elements.count > mostRules ? [.tooMany(path, elements.count, limit: mostRules)] : []
  }

  /// One of several words, which must be given.
  private static func choice(_ object: JSONValue, _ name: String, _ values: [String], _ path: String) -> [FieldError] {
    guard FieldRules.text(object, name).isEmpty else { return FieldRules.oneOf(object, name, values, path) }
    let shown = values.map { "\"\($0)\"" }.joined(separator: " ")
    return [.required("\(path).\(name)", "valid values: [\(shown)]")]
  }
}
