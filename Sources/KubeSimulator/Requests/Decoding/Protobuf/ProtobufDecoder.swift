import KubeCore

/// Reads a built-in type from its protobuf form into the JSON that says the same.
///
/// The types and the numbers of their fields are those of `GoTypes`, so every built-in kind can be read.
enum ProtobufDecoder {
  typealias Malformed = ProtobufReader.Malformed

  /// - Throws: `Malformed` for bytes that are no such message.
  static func object(_ bytes: ArraySlice<UInt8>, as name: String) throws(Malformed) -> JSONObject {
    var object = JSONObject()
    try read(bytes, as: name, into: &object)
    return object
  }

  private static func read(_ bytes: ArraySlice<UInt8>, as name: String, into object: inout JSONObject) throws(Malformed)
  {
    let fields = GoTypes.type(name)?.fields ?? []
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() {
      // Fields of a newer version say nothing here.
      guard let field = fields.first(where: { $0.number == number }) else { continue }
      if field.isInline, case .object(let inner) = field.kind {
        try read(try Self.bytes(value), as: inner, into: &object)
      } else {
        try set(&object[field.name], value, field.kind)
      }
    }
  }

  /// Adds one value to a member: lists and maps come in as many fields as they have elements.
  private static func set(
    _ member: inout JSONValue?, _ value: ProtobufReader.Value, _ kind: GoType.Kind
  ) throws(Malformed) {
    switch kind.plain {
    case .list(let element):
      let new = try elements(value, element)
      member = .array((member?.elements ?? []) + new)
    case .map(let element):
      var map = member?.object ?? JSONObject()
      let (key, child) = try entry(try bytes(value), element)
      map[key] = child
      member = .object(map)
    default: member = try self.value(value, kind)
    }
  }

  private static func elements(_ value: ProtobufReader.Value, _ kind: GoType.Kind) throws(Malformed) -> [JSONValue] {
    guard case .bytes(let bytes) = value, kind.isVarint else { return [try self.value(value, kind)] }
    var reader = ProtobufReader(bytes)
    return try reader.varints().map { (number) throws(Malformed) in try self.value(.varint(number), kind) }
  }

  private static func entry(
    _ bytes: ArraySlice<UInt8>, _ kind: GoType.Kind
  ) throws(Malformed) -> (String, JSONValue) {
    var key = ""
    var child: JSONValue = GoDecoder.zero(of: kind)
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() {
      if number == 1 { key = try text(value) }
      if number == 2 { child = try self.value(value, kind) }
    }
    return (key, child)
  }

  private static func value(_ value: ProtobufReader.Value, _ kind: GoType.Kind) throws(Malformed) -> JSONValue {
    switch kind {
    case .named(_, let kind): try self.value(value, kind)
    case .string: .string(try text(value))
    case .bool: .bool(try number(value) != 0)
    case .int32: .integer(Int64(Int32(truncatingIfNeeded: try number(value))))
    case .int64: .integer(Int64(bitPattern: try number(value)))
    case .double: .double(Double(bitPattern: try number(value)))
    case .bytes: .string(Base64.encode(Array(try bytes(value))))
    case .time, .microTime: try time(try bytes(value), kind)
    case .quantity: .string(try numbered(try bytes(value))[1].map(text) ?? "0")
    case .intOrString: try intOrString(try bytes(value))
    case .any: try raw(try bytes(value))
    case .object(let name): .object(try object(try bytes(value), as: name))
    case .list(let element): try wrapped(try bytes(value), element)
    case .map: throw Malformed()
    }
  }

  // MARK: - Messages that stand for one value

  /// The last value of each field.
  private static func numbered(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [Int: ProtobufReader.Value] {
    var values: [Int: ProtobufReader.Value] = [:]
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() { values[number] = value }
    return values
  }

  /// Seconds and nanoseconds; the zero time is an empty message.
  private static func time(_ bytes: ArraySlice<UInt8>, _ kind: GoType.Kind) throws(Malformed) -> JSONValue {
    let parts = try numbered(bytes)
    guard let seconds = parts[1] else { return .null }
    let nanoseconds = try parts[2].map(number) ?? 0
    let time = Timestamp(
      seconds: Int64(bitPattern: try number(seconds)), nanoseconds: Int32(truncatingIfNeeded: nanoseconds))
    if case .microTime = kind { return .string(MicroTime(time).text) }
    return .string(time.wholeSeconds.text)
  }

  private static func intOrString(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> JSONValue {
    let parts = try numbered(bytes)
    if let kind = parts[1], try number(kind) != 0 { return .string(try parts[3].map(text) ?? "") }
    return .integer(Int64(Int32(truncatingIfNeeded: try parts[2].map(number) ?? 0)))
  }

  /// JSON inside of a message (`RawExtension`); what is no JSON is dropped, such as who manages which field.
  private static func raw(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> JSONValue {
    guard case .bytes(let text)? = try numbered(bytes)[1] else { return .null }
    return (try? JSONParser.parse(Array(text))) ?? .null
  }

  /// A list as the value of a map: a message that holds it in field 1.
  private static func wrapped(_ bytes: ArraySlice<UInt8>, _ element: GoType.Kind) throws(Malformed) -> JSONValue {
    var list: JSONValue? = []
    var reader = ProtobufReader(bytes)
    while let (number, value) = try reader.next() {
      if number == 1 { try set(&list, value, .list(element)) }
    }
    return list ?? []
  }

  // MARK: - Wire values

  private static func text(_ value: ProtobufReader.Value) throws(Malformed) -> String {
    String(decoding: try bytes(value), as: UTF8.self)
  }

  private static func bytes(_ value: ProtobufReader.Value) throws(Malformed) -> ArraySlice<UInt8> {
    guard case .bytes(let bytes) = value else { throw Malformed() }
    return bytes
  }

  private static func number(_ value: ProtobufReader.Value) throws(Malformed) -> UInt64 {
    switch value {
    case .varint(let number), .fixed(let number): return number
    case .bytes: throw Malformed()
    }
  }
}

extension GoType.Kind {
  fileprivate var isVarint: Bool {
    switch self {
    case .bool, .int32, .int64: true
    default: false
    }
  }
}
