import CEL
import KubeCore

/// One walk through an object with its rules.
struct RuleEvaluation {
  private(set) var outcome = RuleSet.Outcome(budget: RuleSet.objectBudget)

  private static let longestMessage = 5 * 1024
  private static let exhausted =
    "validation failed due to running out of cost budget, no further validation rules will be run"

  mutating func validate(
    _ set: RuleSet, _ value: JSONValue, _ old: JSONValue?, at place: FieldLocation, _ correlation: RuleCorrelation
  ) {
    guard outcome.budget >= 0, !value.isNull else { return }
    evaluate(set, value, old.flatMap { $0.isNull ? nil : $0 }, place, correlation)
    for other in set.allOf where outcome.budget >= 0 {
      validate(other, value, old, at: place, correlation.withoutCurrent)
    }
    switch value {
    case .object(let object): validate(set, object, old, place, correlation)
    case .array(let elements):
      guard let items = set.items else { return }
      for (position, element) in elements.enumerated() where outcome.budget >= 0 {
        var previous: JSONValue?
        if case .map = set.schema.listType { previous = set.schema.counterpart(of: element, in: old?.array ?? []) }
        validate(
          items, element, previous, at: place.index(position), correlation.element(position, of: set.schema))
      }
    default: return
    }
  }

  private mutating func validate(
    _ set: RuleSet, _ object: JSONObject, _ old: JSONValue?, _ place: FieldLocation, _ correlation: RuleCorrelation
  ) {
    guard set.additional != nil || !set.properties.isEmpty else { return }
    for key in object.keys.sorted() where outcome.budget >= 0 {
      guard let member = object[key] else { continue }
      let below = correlation.member(key, of: set.schema)
      if let additional = set.additional { validate(additional, member, old?[key], at: place.key(key), below) }
      if let property = set.properties[key] { validate(property, member, old?[key], at: place.child(key), below) }
    }
  }

  // MARK: - Rules

  private mutating func evaluate(
    _ set: RuleSet, _ value: JSONValue, _ old: JSONValue?, _ place: FieldLocation, _ correlation: RuleCorrelation
  ) {
    guard !set.rules.isEmpty else { return }
    guard outcome.budget > 0 else { return stop(set, place, Self.exhausted) }
    let current = Value(value, as: set.declaration)
    let previous = old.map { Value($0, as: set.declaration) }
    for rule in set.rules where outcome.budget >= 0 {
      if let failure = rule.failure { fail(set, place, "rule compile error: \(failure)") }
      guard let program = rule.program else { continue }
      let isOptional = rule.rule.optionalOldSelf == true
      if rule.usesOldSelf, previous == nil, !isOptional { continue }
      var variables = ["self": current]
      variables["oldSelf"] = isOptional ? .optional(previous) : previous
      guard let result = run(program, variables, set, place, rule) else { continue }
      if result != .bool(true) { report(rule, set, value, place, variables, correlation) }
    }
  }

  /// The value of a rule; `nil` when it has none, which has been reported.
  private mutating func run(
    _ program: Program, _ variables: [String: Value], _ set: RuleSet, _ place: FieldLocation, _ rule: CompiledRule
  ) -> Value? {
    let evaluated = program.evaluate(variables)
    guard Int64(clamping: evaluated.cost) <= outcome.budget else {
      stop(set, place, Self.exhausted)
      return nil
    }
    outcome.budget -= Int64(clamping: evaluated.cost)
    switch evaluated.result {
    case .success(let value): return value
    case .failure(let error):
      let title = rule.rule.title
      switch error.code {
      case .noSuchOverload:
        let reason = "call arguments did not match a supported operator, function or macro signature"
        fail(set, place, "'\(error)': \(reason) for rule: \(title)")
      case .costLimitExceeded:
        let reason = "no further validation rules will be run due to call cost exceeds limit"
        stop(set, place, "'\(error)': \(reason) for rule: \(title)")
      case .other: fail(set, place, "\(error) evaluating rule: \(title)")
      }
      return nil
    }
  }

  private mutating func report(
    _ rule: CompiledRule, _ set: RuleSet, _ value: JSONValue, _ place: FieldLocation, _ variables: [String: Value],
    _ correlation: RuleCorrelation
  ) {
    let target = rule.fieldPath.isEmpty ? place : place.child(rule.fieldPath)
    var detail = rule.rule.messageOrDefault
    switch message(of: rule, variables) {
    case .text(let text)?: detail = text
    case .stopped(let reason)?:
      add(.invalid(target.name, .string(set.schema.typeText), reason), rule, correlation)
      outcome.budget = -1
      return
    case nil: break
    }
    add(Self.error(rule.rule.reason, target.name, value, detail), rule, correlation)
  }

  private mutating func add(_ error: FieldError, _ rule: CompiledRule, _ correlation: RuleCorrelation) {
    if !rule.usesOldSelf, correlation.isUnchanged {
      outcome.tolerated.append(error)
    } else {
      outcome.errors.append(error)
    }
  }

  private static func error(_ reason: String?, _ field: String, _ value: JSONValue, _ detail: String) -> FieldError {
    let isAggregate = value.object != nil || value.array != nil
    switch reason {
    case "FieldValueForbidden": return .forbidden(field, detail)
    case "FieldValueRequired": return .required(field, detail)
    case "FieldValueDuplicate":
      guard isAggregate else { return .duplicate(field, value) }
      return FieldError(reason: "FieldValueDuplicate", field: field, message: "Duplicate value")
    default:
      guard isAggregate else { return .invalid(field, value, detail) }
      return FieldError(reason: "FieldValueInvalid", field: field, message: "Invalid value: \(detail)")
    }
  }

  // MARK: - Messages

  private enum Message {
    case text(String)
    /// The rules have to stop.
    case stopped(String)
  }

  /// The text of a rule's message expression; `nil` when there is none that can be used.
  private mutating func message(of rule: CompiledRule, _ variables: [String: Value]) -> Message? {
    guard let program = rule.message else { return nil }
    let evaluated = program.evaluate(variables)
    guard Int64(clamping: evaluated.cost) <= outcome.budget else {
      let reason = "running out of cost budget, no further validation rules will be run"
      return .stopped("messageExpression evaluation failed due to \(reason)")
    }
    if case .failure(let error) = evaluated.result, error.code == .costLimitExceeded {
      let expression = GoText.quoted(rule.rule.messageExpression)
      return .stopped(
        "no further validation rules will be run due to call cost exceeds limit for messageExpression: \(expression)")
    }
    outcome.budget -= Int64(clamping: evaluated.cost)
    guard case .success(.string(let text)) = evaluated.result else { return nil }
    let trimmed = text.trimmed
    let isUsable = !trimmed.isEmpty && trimmed.utf8.count <= Self.longestMessage && !trimmed.contains("\n")
    return isUsable ? .text(trimmed) : nil
  }

  // MARK: - Failures

  private mutating func fail(_ set: RuleSet, _ place: FieldLocation, _ message: String) {
    outcome.errors.append(.invalid(place.name, .string(set.schema.typeText), message))
  }

  private mutating func stop(_ set: RuleSet, _ place: FieldLocation, _ message: String) {
    fail(set, place, message)
    outcome.budget = -1
  }
}
