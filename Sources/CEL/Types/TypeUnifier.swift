/// What type variables stand for, as far as it has been found out.
struct TypeUnifier {
  private var bindings: [String: CELType] = [:]
  private var created = 0

  /// A type variable that nothing is known of.
  mutating func makeVariable() -> CELType {
    created += 1
    return .parameter("_var\(created - 1)")
  }

  /// Parameters and result with variables of their own in place of a signature's.
  mutating func instantiate(_ overload: Overload) -> (parameters: [CELType], result: CELType) {
    guard overload.isGeneric else { return (overload.parameters, overload.result) }
    var fresh: [String: CELType] = [:]
    for name in ["A", "B", "K", "V", "T"] { fresh[name] = makeVariable() }
    return (overload.parameters.map { Self.replace($0, fresh) }, Self.replace(overload.result, fresh))
  }

  private static func replace(_ type: CELType, _ fresh: [String: CELType]) -> CELType {
    switch type {
    case .parameter(let name): fresh[name] ?? type
    case .list(let element): .list(replace(element, fresh))
    case .map(let key, let value): .map(replace(key, fresh), replace(value, fresh))
    case .optional(let wrapped): .optional(replace(wrapped, fresh))
    case .type(let inner?): .type(replace(inner, fresh))
    default: type
    }
  }

  /// The type with variables replaced by what they stand for.
  ///
  /// - Parameter final: whether variables that stand for nothing become `dyn`.
  func resolve(_ type: CELType, final: Bool = false) -> CELType {
    switch type {
    case .parameter(let name):
      if let bound = bindings[name] { return resolve(bound, final: final) }
      return final ? .dyn : type
    case .list(let element): return .list(resolve(element, final: final))
    case .map(let key, let value): return .map(resolve(key, final: final), resolve(value, final: final))
    case .optional(let wrapped): return .optional(resolve(wrapped, final: final))
    case .type(let inner?): return .type(resolve(inner, final: final))
    default: return type
    }
  }

  /// Whether a type can stand where another is wanted; binds variables only when it can.
  mutating func assign(_ type: CELType, to other: CELType) -> Bool {
    var attempt = self
    guard attempt.unify(type, other) else { return false }
    self = attempt
    return true
  }

  mutating func assign(_ types: [CELType], to others: [CELType]) -> Bool {
    var attempt = self
    guard attempt.unify(types, others) else { return false }
    self = attempt
    return true
  }

  private mutating func unify(_ types: [CELType], _ others: [CELType]) -> Bool {
    guard types.count == others.count else { return false }
    for (type, other) in zip(types, others) where !unify(type, other) { return false }
    return true
  }

  private mutating func unify(_ left: CELType, _ right: CELType) -> Bool {
    if case .parameter = right {
      let (isValid, hadBinding) = substitute(left, for: right)
      if isValid { return true }
      if hadBinding { return false }
    }
    if case .parameter = left { return substitute(right, for: left).isValid }
    if left.isDynamic || right.isDynamic { return true }
    if left == .null { return right.takesNull }
    if right == .null { return left.takesNull }
    switch (left, right) {
    case (.list(let first), .list(let second)), (.optional(let first), .optional(let second)):
      return unify(first, second)
    case (.map(let firstKey, let firstValue), .map(let secondKey, let secondValue)):
      return unify(firstKey, secondKey) && unify(firstValue, secondValue)
    case (.type, .type): return true
    default: return left == right
    }
  }

  private mutating func substitute(_ type: CELType, for variable: CELType) -> (isValid: Bool, hadBinding: Bool) {
    if type == variable { return (true, true) }
    guard case .parameter(let name) = variable else { return (false, false) }
    if let bound = bindings[name] {
      if type == bound { return (true, true) }
      guard unify(type, bound) else { return (false, true) }
      let general = Self.moreGeneral(type, bound)
      if !occurs(name, in: general) { bindings[name] = general }
      return (true, true)
    }
    guard !occurs(name, in: type) else { return (false, false) }
    bindings[name] = type
    return (true, false)
  }

  private func occurs(_ name: String, in type: CELType) -> Bool {
    switch type {
    case .parameter(name): true
    case .parameter(let other): bindings[other].map { occurs(name, in: $0) } ?? false
    case .list(let element), .optional(let element), .type(let element?): occurs(name, in: element)
    case .map(let key, let value): occurs(name, in: key) || occurs(name, in: value)
    default: false
    }
  }

  /// The more general of two types that are known to unify.
  static func moreGeneral(_ left: CELType, _ right: CELType) -> CELType {
    isEqualOrLessSpecific(left, right) ? left : right
  }

  private static func isEqualOrLessSpecific(_ left: CELType, _ right: CELType) -> Bool {
    if left == .dyn { return true }
    if case .parameter = left { return true }
    if right == .dyn { return false }
    if case .parameter = right { return false }
    switch (left, right) {
    case (.list(let first), .list(let second)), (.optional(let first), .optional(let second)):
      return isEqualOrLessSpecific(first, second)
    case (.map(let firstKey, let firstValue), .map(let secondKey, let secondValue)):
      return isEqualOrLessSpecific(firstKey, secondKey) && isEqualOrLessSpecific(firstValue, secondValue)
    case (.type, .type): return true
    default: return left == right
    }
  }
}
