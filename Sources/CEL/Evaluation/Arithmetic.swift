/// Arithmetic without silent overflow.
enum Arithmetic {
  typealias Failure = EvaluationError

  static func add(_ left: Value, _ right: Value) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let first), .int(let second)):
      return .int(try checked(first.addingReportingOverflow(second), .integerOverflow))
    case (.uint(let first), .uint(let second)):
      return .uint(try checked(first.addingReportingOverflow(second), .unsignedOverflow))
    case (.double(let first), .double(let second)): return .double(first + second)
    case (.string(let first), .string(let second)): return .string(first + second)
    case (.bytes(let first), .bytes(let second)): return .bytes(first + second)
    case (.list(let first), .list(let second)): return .list(first.appending(second))
    case (.duration(let first), .duration(let second)):
      return .duration(try checked(first.addingReportingOverflow(second), .durationOverflow))
    case (.timestamp(let time), .duration(let duration)), (.duration(let duration), .timestamp(let time)):
      return .timestamp(try time.adding(nanoseconds: duration))
    case (.map, _), (.object, _), (.bool, _), (.null, _), (.type, _), (.optional, _):
      throw .noSuchOverload(Operators.add)
    default: throw .noSuchOverload
    }
  }

  static func subtract(_ left: Value, _ right: Value) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let first), .int(let second)):
      return .int(try checked(first.subtractingReportingOverflow(second), .integerOverflow))
    case (.uint(let first), .uint(let second)):
      return .uint(try checked(first.subtractingReportingOverflow(second), .unsignedOverflow))
    case (.double(let first), .double(let second)): return .double(first - second)
    case (.duration(let first), .duration(let second)):
      return .duration(try checked(first.subtractingReportingOverflow(second), .durationOverflow))
    case (.timestamp(let first), .timestamp(let second)): return .duration(try first.since(second))
    case (.timestamp(let time), .duration(let duration)):
      guard duration != .min else { throw .durationOverflow }
      return .timestamp(try time.adding(nanoseconds: -duration))
    case (.int, _), (.uint, _), (.double, _), (.duration, _), (.timestamp, _): throw .noSuchOverload
    default: throw .noSuchOverload(Operators.subtract)
    }
  }

  static func multiply(_ left: Value, _ right: Value) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let first), .int(let second)):
      return .int(try checked(first.multipliedReportingOverflow(by: second), .integerOverflow))
    case (.uint(let first), .uint(let second)):
      return .uint(try checked(first.multipliedReportingOverflow(by: second), .unsignedOverflow))
    case (.double(let first), .double(let second)): return .double(first * second)
    case (.int, _), (.uint, _), (.double, _): throw .noSuchOverload
    default: throw .noSuchOverload(Operators.multiply)
    }
  }

  static func divide(_ left: Value, _ right: Value) throws(Failure) -> Value {
    switch (left, right) {
    case (.int, .int(0)), (.uint, .uint(0)): throw EvaluationError("division by zero")
    case (.int(let first), .int(let second)):
      return .int(try checked(first.dividedReportingOverflow(by: second), .integerOverflow))
    case (.uint(let first), .uint(let second)): return .uint(first / second)
    case (.double(let first), .double(let second)): return .double(first / second)
    case (.int, _), (.uint, _), (.double, _): throw .noSuchOverload
    default: throw .noSuchOverload(Operators.divide)
    }
  }

  static func modulo(_ left: Value, _ right: Value) throws(Failure) -> Value {
    switch (left, right) {
    case (.int, .int(0)), (.uint, .uint(0)): throw EvaluationError("modulus by zero")
    case (.int(let first), .int(let second)):
      return .int(try checked(first.remainderReportingOverflow(dividingBy: second), .integerOverflow))
    case (.uint(let first), .uint(let second)): return .uint(first % second)
    case (.int, _), (.uint, _): throw .noSuchOverload
    default: throw .noSuchOverload(Operators.modulo)
    }
  }

  static func negate(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .int(let int):
      guard int != .min else { throw .integerOverflow }
      return .int(-int)
    case .double(let double): return .double(-double)
    case .duration(let duration):
      guard duration != .min else { throw .durationOverflow }
      return .duration(-duration)
    default: throw .noSuchOverload
    }
  }

  private static func checked<Number>(_ result: (partialValue: Number, overflow: Bool), _ failure: Failure)
    throws(Failure) -> Number
  {
    guard !result.overflow else { throw failure }
    return result.partialValue
  }
}
