/// Where an evaluation gets the values of its variables.
public protocol VariableSource: Sendable {
  /// The value of a variable; `nil` when it has none.
  func value(of name: String) throws(EvaluationError) -> Value?
}

extension Dictionary<String, Value>: VariableSource {
  public func value(of name: String) throws(EvaluationError) -> Value? { self[name] }
}
