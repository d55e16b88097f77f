import CEL
import KubeCore
import KubeSchema

/// One evaluation of a policy on one change, with one set of parameters.
struct PolicyEvaluation {
  /// Why a change is not valid.
  struct Denial: Sendable {
    var message: String
    var reason = "Invalid"
    /// Errors in annotations deny whatever the actions of the binding are.
    var isUnconditional = false
  }

  /// What all expressions of a policy may cost together.
  static let budget: Int64 = 10_000_000
  /// What all match conditions may cost together.
  static let conditionBudget: Int64 = 2_500_000
  private static let longestMessage = 5 * 1024
  private static let exhausted =
    "validation failed due to running out of cost budget, no further validation rules will be run"

  let policy: CompiledPolicy
  /// The variables but for those of the policy.
  private let given: [String: Value]
  private var spent: Int64 = 0

  init(_ policy: CompiledPolicy, _ variables: [String: Value]) {
    self.policy = policy
    given = variables
  }

  /// Why the policy refuses the change; empty when it does not.
  mutating func run() -> [Denial] {
    switch checkConditions() {
    case .failure(let problem): return failures([problem.message])
    case .success(false): return []
    case .success(true): break
    }
    let variables = PolicyVariables(policy, given)
    var denials: [Denial] = []
    for validation in policy.validations {
      do throws(EvaluationError) {
        let value = try evaluate(validation.expression, variables, limit: Self.budget)
        guard value != .bool(true) else { continue }
        denials.append(
          Denial(message: message(of: validation, variables), reason: validation.reason ?? "Invalid"))
      } catch {
        if error.code == .costLimitExceeded { return failures([error.message]) }
        denials += failures([error.message])
      }
    }
    return denials + checkAnnotations(variables)
  }

  /// What one expression of the policy results in.
  mutating func value(of expression: PolicyExpression) throws(EvaluationError) -> Value {
    try evaluate(expression, PolicyVariables(policy, given), limit: Self.budget)
  }

  private func failures(_ messages: [String]) -> [Denial] {
    policy.isIgnoringFailures ? [] : messages.map { Denial(message: $0) }
  }

  /// Whether all conditions hold under which the policy is asked at all.
  mutating func checkConditions() -> Result<Bool, EvaluationError> {
    guard !policy.conditions.isEmpty else { return .success(true) }
    var variables = given
    variables["namespaceObject"] = .null
    let source = PolicyVariables(policy, variables)
    var problems: [String] = []
    for condition in policy.conditions {
      do throws(EvaluationError) {
        if try evaluate(condition, source, limit: Self.conditionBudget) == .bool(false) { return .success(false) }
      } catch {
        problems.append(error.message)
      }
    }
    spent = 0
    guard !problems.isEmpty else { return .success(true) }
    if policy.isIgnoringFailures { return .success(false) }
    return .failure(EvaluationError(problems.count == 1 ? problems[0] : "[\(problems.joined(separator: ", "))]"))
  }

  private mutating func evaluate(
    _ expression: PolicyExpression, _ variables: PolicyVariables, limit: Int64
  ) throws(EvaluationError) -> Value {
    guard let program = expression.program else {
      throw EvaluationError("compilation error: \(expression.failure ?? "")")
    }
    let outcome = program.evaluate(variables)
    spent += Int64(clamping: outcome.cost) + variables.takeCost()
    guard spent <= limit else { throw EvaluationError(Self.exhausted, code: .costLimitExceeded) }
    switch outcome.result {
    case .success(let value): return value
    case .failure(let error):
      throw EvaluationError("expression '\(expression.text)' resulted in error: \(error)")
    }
  }

  private mutating func message(of validation: CompiledPolicy.Validation, _ variables: PolicyVariables) -> String {
    if let expression = validation.messageExpression,
      case .string(let text)? = try? evaluate(expression, variables, limit: Self.budget)
    {
      let trimmed = text.trimmed
      if !trimmed.isEmpty, trimmed.utf8.count <= Self.longestMessage, !trimmed.contains("\n") { return trimmed }
    }
    if !validation.message.isEmpty { return validation.message.trimmed }
    return "failed expression: \(validation.expression.text.trimmed)"
  }

  /// Annotations go to the audit log, which nobody keeps here; only what is wrong with them shows.
  private mutating func checkAnnotations(_ variables: PolicyVariables) -> [Denial] {
    var denials: [Denial] = []
    for (_, expression) in policy.annotations {
      do throws(EvaluationError) {
        _ = try evaluate(expression, variables, limit: Self.budget)
      } catch {
        denials += failures([error.message]).map { denial in
          var denial = denial
          denial.isUnconditional = true
          return denial
        }
      }
    }
    return denials
  }
}
