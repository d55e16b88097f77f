/// A compiled expression. Immutable: it can be evaluated any number of times, anywhere.
public struct Program: Sendable {
  /// The text it was compiled from.
  public let expression: String
  public let resultType: CELType
  /// What an evaluation can cost at least and at most, by the declared sizes.
  public let costEstimate: Estimate
  /// The variables that the expression uses.
  public let variables: Set<String>
  private let step: Step
  private let slots: Int

  init(
    expression: String, resultType: CELType, costEstimate: Estimate, variables: Set<String>, step: Step, slots: Int
  ) {
    self.expression = expression
    self.resultType = resultType
    self.costEstimate = costEstimate
    self.variables = variables
    self.step = step
    self.slots = slots
  }

  /// What the API server lets one evaluation cost.
  public static let callCostLimit: UInt64 = 1_000_000

  /// A value or an error, and what it cost to find.
  public struct Outcome: Sendable {
    public var result: Result<Value, EvaluationError>
    public var cost: UInt64
  }

  /// Evaluates the expression.
  ///
  /// - Parameter limit: the cost at which the evaluation ends with `EvaluationError.Code.costLimitExceeded`.
  public func evaluate(_ variables: some VariableSource, limit: UInt64 = callCostLimit) -> Outcome {
    var evaluator = Evaluator(variables, slots: slots, limit: limit)
    let result = evaluator.outcome(step)
    return Outcome(result: result, cost: evaluator.cost)
  }
}
