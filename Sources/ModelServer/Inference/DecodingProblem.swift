/// A decoding error as a caller can act on it: which field, and what is wrong with it.
struct DecodingProblem {
  /// The field, as `inputs[0].shape[1]`; empty for the document itself.
  let field: String
  private let reason: String

  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(context.codingPath + [key], "is missing")
    case .valueNotFound(_, let context):
      self.init(context.codingPath, "is null")
    case .typeMismatch(let type, let context):
      self.init(context.codingPath, "is not of type \(Self.name(of: type))")
    case .dataCorrupted(let context):
      let prefix = context.codingPath.isEmpty ? "cannot be read: " : ""
      self.init(context.codingPath, prefix + context.debugDescription)
    @unknown default:
      self.init([], "cannot be decoded")
    }
  }

  private init(_ path: [any CodingKey], _ reason: String) {
    field = path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    self.reason = reason
  }

  /// The problem in one sentence.
  var message: String { (field.isEmpty ? "the document" : field) + " " + reason }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is any FixedWidthInteger.Type: "integer"
    case is any BinaryFloatingPoint.Type: "number"
    case is String.Type: "string"
    case is [Any].Type: "array"
    default: "object"
    }
  }
}
