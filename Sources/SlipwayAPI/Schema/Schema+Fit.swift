import KubeCore

extension Schema {
  /// A value cut to the length that the schema allows, so that no message, however long, makes a status unwritable.
  func fit(_ value: JSONValue?) -> JSONValue? {
    switch value {
    case .string(let text)?:
      guard let maxLength, text.unicodeScalars.count > maxLength else { return value }
      let kept = text.unicodeScalars.prefix(max(0, maxLength - 3))
      return .string(maxLength < 3 ? "" : String(String.UnicodeScalarView(kept)) + "...")
    case .array(let array)?:
      guard let maxCount, array.count > maxCount else { return value }
      return .array(Array(array.prefix(maxCount)))
    default: return value
    }
  }
}
