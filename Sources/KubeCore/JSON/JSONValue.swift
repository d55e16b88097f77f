/// A JSON document as a tree, with numbers exact and the order of members kept.
///
/// A number is an `integer` when it is written without fraction and exponent and fits in 64 bits, a `double` when that
/// holds its exact value to the last digit written, and otherwise a ``JSONNumber`` that keeps the text.
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  /// A number that neither `integer` nor `double` holds without loss.
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

// There is no nil literal on purpose: where an optional value is expected, `nil` must mean "no value", never `null`.
extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }
}

extension JSONValue: CustomStringConvertible {
  /// Compact JSON text.
  public var description: String { String(decoding: JSONWriter.write(self), as: UTF8.self) }
}
