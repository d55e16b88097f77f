public import KubeCore

/// A value of the language.
public indirect enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list(ListValue)
  case map(MapValue)
  case object(ObjectValue)
  case timestamp(TimestampValue)
  /// In nanoseconds.
  case duration(Int64)
  case type(CELType)
  case optional(Value?)
  case quantity(QuantityValue)
  case url(URLValue)
  case ip(IPValue)
  case cidr(CIDRValue)
  case semver(SemanticVersion)
  case format(NamedFormat)
  case authorization(AuthorizationValue)
}

extension Value {
  /// A list of values.
  public static func list(_ elements: [Value]) -> Value { .list(ListValue(elements)) }

  /// The type of the value; for collections without what they hold.
  var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .object(let object): object.type
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type(nil)
    case .optional: .optional(.dyn)
    case .quantity: .quantity
    case .url: .url
    case .ip: .ip
    case .cidr: .cidr
    case .semver: .semver
    case .format: .format
    case .authorization(let value): value.type
    }
  }

  /// The number of elements, code points or bytes; `nil` for what has no size.
  var count: Int? {
    switch self {
    case .string(let text): text.unicodeScalars.count
    case .bytes(let bytes): bytes.count
    case .list(let list): list.count
    case .map(let map): map.count
    default: nil
    }
  }

  /// What costs reckon with: the size of the value, 1 for everything without one.
  var costSize: UInt64 {
    switch self {
    case .optional(let value?): value.costSize
    case .object(let object): UInt64(object.count)
    case .ip(let address): UInt64(address.bytes.count)
    case .cidr(let range): UInt64(range.address.bytes.count)
    default: UInt64(count ?? 1)
    }
  }

  /// Whether `optional.ofNonZeroValue` takes it for absent.
  var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let bool): !bool
    case .int(let int): int == 0
    case .uint(let uint): uint == 0
    case .double(let double): double == 0
    case .string(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let list): list.count == 0
    case .map(let map): map.count == 0
    case .duration(let nanoseconds): nanoseconds == 0
    case .timestamp(let time): time.isYearOne
    case .optional(let value): value == nil
    default: false
    }
  }
}

extension Value {
  /// A value from JSON about which nothing is declared.
  public init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .integer(let integer): self = .int(integer)
    case .double(let double): self = .double(double)
    case .number(let number): self = .double(number.double ?? .infinity)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .list(ListValue(json: elements, of: nil, kind: .atomic))
    case .object(let object): self = .map(MapValue(json: object, of: nil))
    }
  }

  /// A value from JSON as its declaration has it; what does not fit stays what it is.
  public init(_ json: JSONValue, as declaration: TypeDeclaration) {
    switch (declaration.form, json) {
    case (_, .null): self = .null
    case (.double, .integer(let integer)): self = .double(Double(integer))
    case (.int, .double(let double)): self = Int64(exactly: double).map(Value.int) ?? .double(double)
    case (.bytes, .string(let text)): self = Base64.decode(text).map(Value.bytes) ?? .string(text)
    case (.duration, .string(let text)): self = GoDuration.parseLoosely(text).map(Value.duration) ?? .string(text)
    case (.date, .string(let text)): self = TimestampValue(date: text).map(Value.timestamp) ?? .string(text)
    case (.timestamp, .string(let text)): self = TimestampValue(loose: text).map(Value.timestamp) ?? .string(text)
    case (.list(let element, let kind), .array(let elements)):
      self = .list(ListValue(json: elements, of: element, kind: kind))
    case (.map(let value), .object(let object)): self = .map(MapValue(json: object, of: value))
    case (.object, .object(let object)): self = .object(ObjectValue(object, as: declaration))
    default: self = Value(json)
    }
  }
}
