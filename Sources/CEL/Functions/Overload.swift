/// One signature of a function.
struct Overload: Sendable {
  /// - Throws: `EvaluationError`.
  typealias Implementation = @Sendable (_ arguments: [Value]) throws -> Value

  let id: String
  let function: String
  /// Whether it is called on its first parameter, as in `text.size()`.
  let isMember: Bool
  let parameters: [CELType]
  let result: CELType
  let isGeneric: Bool
  let implementation: Implementation

  private init(
    _ function: String, _ id: String, isMember: Bool, _ parameters: [CELType], _ result: CELType,
    _ implementation: @escaping Implementation
  ) {
    self.function = function
    self.id = id
    self.isMember = isMember
    self.parameters = parameters
    self.result = result
    self.implementation = implementation
    isGeneric = (parameters + [result]).contains(where: Self.hasParameter)
  }

  static func global(
    _ function: String, _ id: String, _ parameters: [CELType], _ result: CELType,
    _ implementation: @escaping Implementation = unplanned
  ) -> Overload {
    Overload(function, id, isMember: false, parameters, result, implementation)
  }

  static func member(
    _ function: String, _ id: String, _ parameters: [CELType], _ result: CELType,
    _ implementation: @escaping Implementation = unplanned
  ) -> Overload {
    Overload(function, id, isMember: true, parameters, result, implementation)
  }

  /// Stands in for operators, which the planner turns into steps of their own.
  static let unplanned: Implementation = { _ in throw EvaluationError.noSuchOverload }

  private static func hasParameter(_ type: CELType) -> Bool {
    switch type {
    case .parameter: true
    case .list(let element), .optional(let element), .type(let element?): hasParameter(element)
    case .map(let key, let value): hasParameter(key) || hasParameter(value)
    default: false
    }
  }

  /// Functions with one implementation for all overloads, which say less about arguments that do not fit.
  static let singletons: Set = ["size"]
  static let receivers: Set = ["contains", "startsWith", "endsWith", "matches"]

  /// Whether values are of the kinds that the overload takes.
  func accepts(_ arguments: [Value]) -> Bool {
    guard arguments.count == parameters.count else { return false }
    return zip(arguments, parameters).allSatisfy { Self.accepts($0, $1) }
  }

  private static func accepts(_ value: Value, _ type: CELType) -> Bool {
    switch (value, type) {
    case (_, .dyn), (_, .parameter): true
    case (.list, .list), (.map, .map), (.object, .map), (.type, .type), (.optional, .optional): true
    default: value.type == type
    }
  }
}
