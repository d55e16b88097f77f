import CEL
import KubeCore

extension SchemaLimits {
  /// Checks one value, without what lies below it.
  func check(_ value: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if !enumeration.isEmpty, !enumeration.contains(value) {
      errors.append(.notSupported(path, value, supported: enumeration))
    }
    switch value {
    case .integer, .double, .number: errors += checkNumber(value, path)
    case .string(let text): errors += checkText(text, path)
    case .array(let array): errors += checkCount(array.count, path)
    case .object(let object): errors += checkMemberCount(object.count, value, path)
    default: break
    }
    return errors
  }

  private func checkNumber(_ value: JSONValue, _ path: String) -> [FieldError] {
    guard let number = value.double else { return [] }
    var errors: [FieldError] = []
    if let maximum, isMaximumExclusive ? number >= maximum : number > maximum {
      let relation = isMaximumExclusive ? "less than" : "less than or equal to"
      errors.append(.invalid(path, value, "\(path) in body should be \(relation) \(JSONValue.double(maximum))"))
    }
    if let minimum, isMinimumExclusive ? number <= minimum : number < minimum {
      let relation = isMinimumExclusive ? "greater than" : "greater than or equal to"
      errors.append(.invalid(path, value, "\(path) in body should be \(relation) \(JSONValue.double(minimum))"))
    }
    if let multipleOf, multipleOf > 0, number.truncatingRemainder(dividingBy: multipleOf) != 0 {
      errors.append(.invalid(path, value, "\(path) in body should be a multiple of \(JSONValue.double(multipleOf))"))
    }
    return errors
  }

  private func checkText(_ text: String, _ path: String) -> [FieldError] {
    let length = text.unicodeScalars.count
    // The first problem of a text is the only one.
    if let maxLength, length > maxLength { return [.tooLong(path, limit: maxLength)] }
    if let minLength, length < minLength {
      return [.invalid(path, .string(text), "\(path) in body should be at least \(minLength) chars long")]
    }
    guard let pattern, !matchesPattern(text) else { return [] }
    return [.invalid(path, .string(text), "\(path) in body should match '\(pattern)'")]
  }

  private func checkCount(_ count: Int, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let maxItems, count > maxItems { errors.append(.tooMany(path, count, limit: maxItems)) }
    if let minItems, count < minItems {
      errors.append(
        .invalid(path, .integer(Int64(count)), "\(path) in body should have at least \(minItems) items"))
    }
    return errors
  }

  private func checkMemberCount(_ count: Int, _ value: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    if let maxProperties, count > maxProperties { errors.append(.tooMany(path, count, limit: maxProperties)) }
    if let minProperties, count < minProperties {
      errors.append(.invalid(path, value, "\(path) in body should have at least \(minProperties) properties"))
    }
    return errors
  }

  /// A pattern that is none matches everything; definitions with such patterns are refused.
  private func matchesPattern(_ text: String) -> Bool { compiledPattern?.matches(text) ?? true }
}
