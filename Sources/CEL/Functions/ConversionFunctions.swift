/// Conversions between types, and the sizes of values.
enum ConversionFunctions {
  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")

  static let overloads: [Overload] = sizes + numbers + others

  private static let sizes: [Overload] = [
    ("bytes", CELType.bytes), ("list", .list(a)), ("map", .map(a, b)), ("string", .string),
  ].flatMap { name, type in
    [
      Overload.global("size", "size_\(name)", [type], .int, size),
      Overload.member("size", "\(name)_size", [type], .int, size),
    ]
  }

  private static let size: Overload.Implementation = { arguments in
    guard let count = arguments[0].count else { throw EvaluationError.noSuchOverload("size") }
    return .int(Int64(count))
  }

  private static let same: Overload.Implementation = { $0[0] }

  private static let numbers: [Overload] = [
    .global("int", "int64_to_int64", [.int], .int, same),
    .global("int", "double_to_int64", [.double], .int, toInt),
    .global("int", "duration_to_int64", [.duration], .int, toInt),
    .global("int", "string_to_int64", [.string], .int, toInt),
    .global("int", "timestamp_to_int64", [.timestamp], .int, toInt),
    .global("int", "uint64_to_int64", [.uint], .int, toInt),
    .global("uint", "uint64_to_uint64", [.uint], .uint, same),
    .global("uint", "double_to_uint64", [.double], .uint, toUInt),
    .global("uint", "int64_to_uint64", [.int], .uint, toUInt),
    .global("uint", "string_to_uint64", [.string], .uint, toUInt),
    .global("double", "double_to_double", [.double], .double, same),
    .global("double", "int64_to_double", [.int], .double, toDouble),
    .global("double", "string_to_double", [.string], .double, toDouble),
    .global("double", "uint64_to_double", [.uint], .double, toDouble),
  ]

  private static let others: [Overload] = [
    .global("bool", "bool_to_bool", [.bool], .bool, same),
    .global("bool", "string_to_bool", [.string], .bool) { .bool(try bool($0.string(0))) },
    .global("bytes", "bytes_to_bytes", [.bytes], .bytes, same),
    .global("bytes", "string_to_bytes", [.string], .bytes) { .bytes(Array(try $0.string(0).utf8)) },
    .global("duration", "duration_to_duration", [.duration], .duration, same),
    .global("duration", "int64_to_duration", [.int], .duration) { .duration(try $0.int(0)) },
    .global("duration", "string_to_duration", [.string], .duration) { arguments in
      guard let nanoseconds = GoDuration.parse(try arguments.string(0)) else {
        throw failure("string", "google.protobuf.Duration")
      }
      return .duration(nanoseconds)
    },
    .global("timestamp", "timestamp_to_timestamp", [.timestamp], .timestamp, same),
    .global("timestamp", "int64_to_timestamp", [.int], .timestamp) { arguments in
      let seconds = try arguments.int(0)
      guard TimestampValue.range.contains(seconds) else { throw EvaluationError.timestampOverflow }
      return .timestamp(TimestampValue(seconds: seconds))
    },
    .global("timestamp", "string_to_timestamp", [.string], .timestamp) { .timestamp(try timestamp($0.string(0))) },
    .global("dyn", "to_dyn", [a], .dyn, same),
    .global("type", "type", [a], .type(a)) { .type($0[0].type) },
    .global("string", "string_to_string", [.string], .string, same),
    .global("string", "bool_to_string", [.bool], .string, toString),
    .global("string", "bytes_to_string", [.bytes], .string, toString),
    .global("string", "double_to_string", [.double], .string, toString),
    .global("string", "duration_to_string", [.duration], .string, toString),
    .global("string", "int64_to_string", [.int], .string, toString),
    .global("string", "timestamp_to_string", [.timestamp], .string, toString),
    .global("string", "uint64_to_string", [.uint], .string, toString),
  ]

  // MARK: - Numbers

  private static let toInt: Overload.Implementation = { arguments in
    switch arguments[0] {
    case .double(let double):
      guard double > -0x1p63, double < 0x1p63 else { throw EvaluationError.integerOverflow }
      return .int(Int64(double))
    case .uint(let uint):
      guard let int = Int64(exactly: uint) else { throw EvaluationError.integerOverflow }
      return .int(int)
    case .duration(let nanoseconds): return .int(nanoseconds)
    case .timestamp(let time): return .int(time.seconds)
    case .string(let text):
      guard let int = Int64(text) else { throw failure("string", "int") }
      return .int(int)
    default: throw EvaluationError.noSuchOverload
    }
  }

  private static let toUInt: Overload.Implementation = { arguments in
    switch arguments[0] {
    case .double(let double):
      guard double >= 0, double < 0x1p64 else { throw EvaluationError.unsignedOverflow }
      return .uint(UInt64(double))
    case .int(let int):
      guard let uint = UInt64(exactly: int) else { throw EvaluationError.unsignedOverflow }
      return .uint(uint)
    case .string(let text):
      guard !text.hasPrefix("+"), !text.hasPrefix("-"), let uint = UInt64(text) else { throw failure("string", "uint") }
      return .uint(uint)
    default: throw EvaluationError.noSuchOverload
    }
  }

  private static let toDouble: Overload.Implementation = { arguments in
    switch arguments[0] {
    case .int(let int): return .double(Double(int))
    case .uint(let uint): return .double(Double(uint))
    case .string(let text):
      guard let double = double(text) else { throw failure("string", "double") }
      return .double(double)
    default: throw EvaluationError.noSuchOverload
    }
  }

  /// Go's floats: what Swift takes, in any case of letters, and out of range is none.
  private static func double(_ text: String) -> Double? {
    let lower = text.lowercased()
    let unsigned = lower.hasPrefix("-") || lower.hasPrefix("+") ? String(lower.dropFirst()) : lower
    switch unsigned {
    case "inf", "infinity": return lower.hasPrefix("-") ? -.infinity : .infinity
    case "nan": return unsigned == lower ? .nan : nil
    default: break
    }
    guard unsigned.utf8.allSatisfy({ $0 != UInt8(ascii: "n") && $0 != UInt8(ascii: " ") }) else { return nil }
    guard let double = Double(unsigned), double.isFinite else { return nil }
    return lower.hasPrefix("-") ? -double : double
  }

  // MARK: - Others

  static func timestamp(_ text: String) throws(EvaluationError) -> TimestampValue {
    guard let time = TimestampValue(text) else { throw failure("string", "google.protobuf.Timestamp") }
    guard TimestampValue.range.contains(time.seconds) else { throw .timestampOverflow }
    return time
  }

  private static func bool(_ text: String) throws(EvaluationError) -> Bool {
    switch text {
    case "1", "t", "T", "TRUE", "true", "True": return true
    case "0", "f", "F", "FALSE", "false", "False": return false
    default: throw failure("string", "bool")
    }
  }

  private static let toString: Overload.Implementation = { arguments in
    guard case .bytes(let bytes) = arguments[0] else { return .string(arguments[0].plainText) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw EvaluationError("invalid UTF-8 in bytes, cannot convert to string")
    }
    return .string(text)
  }

  private static func failure(_ source: String, _ target: String) -> EvaluationError {
    EvaluationError("type conversion error from '\(source)' to '\(target)'")
  }
}
