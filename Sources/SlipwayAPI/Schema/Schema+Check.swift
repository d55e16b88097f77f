import KubeCore

extension Schema {
  /// Records how `value` breaks the bounds of this schema.
  ///
  /// Patterns are left to the types that parse them.
  func check(_ value: JSONValue, _ reader: inout FieldReader) {
    switch value {
    case .integer(let integer): checkRange(integer, &reader)
    case .string(let string): checkText(string, &reader)
    case .array(let array): checkCount(array.count, of: value, "elements", &reader)
    case .object(let object): checkCount(object.count, of: value, "members", &reader)
    default: break
    }
  }

  private func checkRange(_ integer: Int64, _ reader: inout FieldReader) {
    guard integer < minimum ?? .min || integer > maximum ?? .max else { return }
    switch (minimum, maximum) {
    case (let minimum?, let maximum?): reader.reject(.integer(integer), "must be between \(minimum) and \(maximum)")
    case (let minimum?, nil): reader.reject(.integer(integer), "must be at least \(minimum)")
    default: reader.reject(.integer(integer), "must be at most \(maximum ?? .max)")
    }
  }

  private func checkText(_ text: String, _ reader: inout FieldReader) {
    guard allowed.isEmpty || allowed.contains(text) else {
      return reader.reject(.string(text), "must be one of \(allowed.joined(separator: ", "))")
    }
    // Lengths count code points, as JSON schema has them.
    let length = text.unicodeScalars.count
    if length > maxLength ?? .max { reader.reject(.string(text), "must have at most \(maxLength ?? .max) characters") }
    guard length < minLength ?? 0 else { return }
    reader.reject(
      .string(text), minLength == 1 ? "must not be empty" : "must have at least \(minLength ?? 0) characters")
  }

  private func checkCount(_ count: Int, of value: JSONValue, _ noun: String, _ reader: inout FieldReader) {
    if count > maxCount ?? .max { reader.reject(value, "must have at most \(maxCount ?? .max) \(noun)") }
    if count < minCount ?? 0 { reader.reject(value, "must have at least \(minCount ?? 0) \(noun)") }
  }
}
