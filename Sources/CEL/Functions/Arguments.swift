// Typed access to arguments. A value of another kind, which only a dynamic argument can be, has no overload.
extension [Value] {
  func string(_ position: Int) throws(EvaluationError) -> String {
    guard case .string(let text) = self[position] else { throw .noSuchOverload }
    return text
  }

  func int(_ position: Int) throws(EvaluationError) -> Int64 {
    guard case .int(let int) = self[position] else { throw .noSuchOverload }
    return int
  }

  func list(_ position: Int) throws(EvaluationError) -> ListValue {
    guard case .list(let list) = self[position] else { throw .noSuchOverload }
    return list
  }

  func timestamp(_ position: Int) throws(EvaluationError) -> TimestampValue {
    guard case .timestamp(let time) = self[position] else { throw .noSuchOverload }
    return time
  }

  func duration(_ position: Int) throws(EvaluationError) -> Int64 {
    guard case .duration(let nanoseconds) = self[position] else { throw .noSuchOverload }
    return nanoseconds
  }

  func optional(_ position: Int) throws(EvaluationError) -> Value? {
    guard case .optional(let value) = self[position] else { throw .noSuchOverload }
    return value
  }

  func quantity(_ position: Int) throws(EvaluationError) -> QuantityValue {
    guard case .quantity(let quantity) = self[position] else { throw .noSuchOverload }
    return quantity
  }

  func ip(_ position: Int) throws(EvaluationError) -> IPValue {
    guard case .ip(let address) = self[position] else { throw .noSuchOverload }
    return address
  }

  func cidr(_ position: Int) throws(EvaluationError) -> CIDRValue {
    guard case .cidr(let range) = self[position] else { throw .noSuchOverload }
    return range
  }

  func url(_ position: Int) throws(EvaluationError) -> URLValue {
    guard case .url(let url) = self[position] else { throw .noSuchOverload }
    return url
  }

  func semver(_ position: Int) throws(EvaluationError) -> SemanticVersion {
    guard case .semver(let version) = self[position] else { throw .noSuchOverload }
    return version
  }
}
