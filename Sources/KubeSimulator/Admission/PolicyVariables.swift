import CEL
import Synchronization

/// The variables of a policy's expressions. Those that the policy defines are worked out when they are first used.
struct PolicyVariables: VariableSource {
  private final class Meter: Sendable {
    let cost = Mutex<Int64>(0)
  }

  private let given: [String: Value]
  private let fields: LazyFields
  private let type: TypeDeclaration
  private let meter: Meter

  init(_ policy: CompiledPolicy, _ given: [String: Value]) {
    self.given = given
    type = policy.variablesType
    let meter = Meter()
    self.meter = meter
    fields = Self.fields(policy.variables[...], given, policy.variablesType, meter)
  }

  func value(of name: String) -> Value? { name == "variables" ? fields.object(as: type) : given[name] }

  /// What the variables that were worked out since the last call have cost.
  func takeCost() -> Int64 {
    meter.cost.withLock { cost in
      defer { cost = 0 }
      return cost
    }
  }

  private static func fields(
    _ variables: ArraySlice<(name: String, expression: PolicyExpression)>, _ given: [String: Value],
    _ type: TypeDeclaration, _ meter: Meter
  ) -> LazyFields {
    LazyFields(names: Set(variables.map(\.name))) { name in
      guard let position = variables.lastIndex(where: { $0.name == name }) else {
        return .failure(EvaluationError("no such key: \(name)"))
      }
      let expression = variables[position].expression
      guard let program = expression.program else {
        return .failure(
          EvaluationError("composited variable \(GoQuoted.text(name)) fails to compile: \(expression.failure ?? "")"))
      }
      var known = given
      known["variables"] = fields(variables[..<position], given, type, meter).object(as: type)
      let outcome = program.evaluate(known)
      meter.cost.withLock { $0 += Int64(clamping: outcome.cost) }
      return outcome.result.mapError {
        EvaluationError("composited variable \(GoQuoted.text(name)) fails to evaluate: \($0)")
      }
    }
  }
}
