import KubeCore

extension String: FieldValue {
  static var schema: Schema { .string(maxLength: 1_024) }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> String? {
    guard let string = value.string else {
      reader.reject(value, "must be a string")
      return nil
    }
    return string
  }

  var written: JSONValue? { .string(self) }
}

extension Int: FieldValue {
  static var schema: Schema { .integer(0...Int64(Int32.max)) }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Int? {
    guard let integer = Int64.read(value, &reader) else { return nil }
    return Int(exactly: integer)
  }

  var written: JSONValue? { .integer(Int64(self)) }
}

extension Int64: FieldValue {
  /// Integers are exact in every JSON reader up to two to the power of 53.
  static var schema: Schema { .integer(0...(1 << 53), format: "int64") }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Int64? {
    guard let integer = value.integer else {
      reader.reject(value, "must be an integer")
      return nil
    }
    return integer
  }

  var written: JSONValue? { .integer(self) }
}

extension Bool: FieldValue {
  static var schema: Schema { Schema(.boolean) }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Bool? {
    guard let bool = value.bool else {
      reader.reject(value, "must be true or false")
      return nil
    }
    return bool
  }

  var written: JSONValue? { .bool(self) }
}

extension BasisPoints: FieldValue {
  static var schema: Schema { .string(maxLength: 8, pattern: #"^[0-9]{1,4}(\.[0-9]{1,2})?%$"#) }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> BasisPoints? {
    guard let percentage = value.string.flatMap({ BasisPoints($0) }) else {
      reader.reject(value, "must be a percentage with at most two decimals, such as \"25%\" or \"0.5%\"")
      return nil
    }
    return percentage
  }

  var written: JSONValue? { .string(text) }
}

extension TimeSpan: FieldValue {
  static var schema: Schema {
    .string(maxLength: 32, minLength: 2, pattern: "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?([0-9]{1,6}ms)?$")
  }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> TimeSpan? {
    guard let span = value.string.flatMap({ TimeSpan($0) }) else {
      reader.reject(value, "must be a duration with units h, m, s or ms in this order, such as \"90s\" or \"1h30m\"")
      return nil
    }
    return span
  }

  var written: JSONValue? { .string(text) }
}

extension Timestamp: FieldValue {
  static var schema: Schema {
    var schema = Schema.string(maxLength: 64)
    schema.format = "date-time"
    return schema
  }

  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Timestamp? {
    guard let time = value.string.flatMap({ Timestamp($0) }) else {
      reader.reject(value, "must be a time as RFC 3339 writes it, such as \"2026-01-31T12:00:00Z\"")
      return nil
    }
    return time
  }

  var written: JSONValue? { .string(text) }
}
