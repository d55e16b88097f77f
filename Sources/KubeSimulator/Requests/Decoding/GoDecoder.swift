import KubeCore

/// Reads a built-in object into the types of the API server and writes it again as the server would.
///
/// Members that are not known are left out, empty ones too unless their type always writes them, and quantities and
/// times get their canonical form. What does not fit is reported in the words of Go's decoder.
struct GoDecoder {
  struct Problem: Error, Sendable {
    var text: String
    /// Whether it lies in bytes, which converters of maps leave to a decoder of JSON.
    var isOfBytes = false
  }

  private enum Step {
    /// A member, and the inline fields through which its type has it.
    case member(String, through: String = "")
    case position(Int)
  }

  /// The paths of the members that were left out because nobody knows them, in the order of the text.
  private(set) var unknown: [String] = []
  private var path: [Step] = []
  /// An object that has been decoded before, of the same type.
  private let known: JSONObject?
  private let keepsEmptyLists: Bool

  /// - Parameters:
  ///   - path: the member at which the decoded value stands; default the whole object.
  ///   - known: an object of the same type that has been decoded before: members that are equal to its own are taken
  ///     as they are.
  ///   - keepsEmptyLists: whether a list without elements is one. In protobuf, in which objects are stored, it is none.
  init(path: String? = nil, known: JSONValue? = nil, keepsEmptyLists: Bool = true) {
    if let path { self.path = [.member(path)] }
    self.known = known?.object
    self.keepsEmptyLists = keepsEmptyLists
  }

  mutating func decode(_ object: JSONValue, as type: String) throws(Problem) -> JSONValue {
    try value(object, .object(type), of: type)
  }

  private mutating func value(_ value: JSONValue, _ kind: GoType.Kind, of parent: String) throws(Problem) -> JSONValue {
    if value.isNull { return GoDecoder.zero(of: kind) }
    switch kind.plain {
    case .object(let name):
      guard case .object(let object) = value, let type = GoTypes.type(name) else { throw mismatch(value, kind, parent) }
      return .object(try members(object, type))
    case .list(let element): return try list(value, element, kind, parent)
    case .map(let element):
      guard case .object(let object) = value else { throw mismatch(value, kind, parent) }
      var result = JSONObject()
      for (key, child) in object { result[key] = try self.value(child, element, of: parent) }
      return .object(result)
    default: return try scalar(value, kind, parent)
    }
  }

  private mutating func members(_ object: JSONObject, _ type: GoType) throws(Problem) -> JSONObject {
    var result = JSONObject()
    for (name, child) in object {
      guard let field = type.members[name] else {
        if path.isEmpty, name == "kind" || name == "apiVersion" {
          result[name] = child
        } else {
          unknown.append(pathText(path + [.member(name)]))
        }
        continue
      }
      if child.isNull { continue }
      if path.isEmpty, let same = known?[name], same == child {
        result[name] = same
        continue
      }
      path.append(.member(name, through: field.embedding))
      let decoded = try value(child, field.kind, of: type.name)
      path.removeLast()
      if !field.isPointer, Self.isZero(decoded, field.kind) {
        if field.isAlwaysWritten { result[name] = keepsEmptyLists || decoded.array == nil ? decoded : .null }
        continue
      }
      result[name] = decoded
    }
    for field in type.alwaysWritten where result[field.name] == nil {
      result[field.name] = field.isPointer ? .null : Self.zero(of: field.kind)
    }
    return result
  }

  private mutating func list(
    _ value: JSONValue, _ element: GoType.Kind, _ kind: GoType.Kind, _ parent: String
  ) throws(Problem) -> JSONValue {
    guard case .array(let array) = value else { throw mismatch(value, kind, parent) }
    var result: [JSONValue] = []
    result.reserveCapacity(array.count)
    for (position, child) in array.enumerated() {
      path.append(.position(position))
      result.append(try self.value(child, element, of: parent))
      path.removeLast()
    }
    return .array(result)
  }

  private func scalar(_ value: JSONValue, _ kind: GoType.Kind, _ parent: String) throws(Problem) -> JSONValue {
    switch kind.plain {
    case .string: if value.string != nil { return value }
    case .bool: if value.bool != nil { return value }
    case .double: if value.double != nil { return value }
    case .int32: if case .integer(let number) = value, Int32(exactly: number) != nil { return value }
    case .int64: if case .integer = value { return value }
    case .bytes: if let text = value.string { return try bytes(text) }
    case .time: if let text = value.string { return try time(text, isMicro: false) }
    case .microTime: if let text = value.string { return try time(text, isMicro: true) }
    case .quantity: return try quantity(value)
    case .intOrString: if value.string != nil || value.integer != nil { return value }
    default: return value
    }
    throw mismatch(value, kind, parent)
  }

  // MARK: - Scalars

  private func bytes(_ text: String) throws(Problem) -> JSONValue {
    let alphabet = text.utf8.enumerated().first { _, byte in !Base64.isPlain(byte) }
    if let alphabet { throw Problem(text: "illegal base64 data at input byte \(alphabet.offset)", isOfBytes: true) }
    guard text.utf8.count % 4 == 0 else {
      throw Problem(text: "illegal base64 data at input byte \(text.utf8.count / 4 * 4)", isOfBytes: true)
    }
    return .string(text)
  }

  private func time(_ text: String, isMicro: Bool) throws(Problem) -> JSONValue {
    if isMicro, !Self.hasMicroseconds(text), Timestamp(text) != nil {
      let rest = text.dropFirst(19)
      throw Problem(
        text: "parsing time \"\(text)\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse \"\(rest)\" as "
          + "\".000000\"")
    }
    guard let time = Timestamp(text) else {
      let layout = isMicro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00"
      throw Problem(text: "parsing time \"\(text)\" as \"\(layout)\": cannot parse \"\(text)\" as \"2006\"")
    }
    return .string(isMicro ? MicroTime(time).text : time.wholeSeconds.text)
  }

  /// Whether exactly six digits follow the second, as Go's layout wants it.
  private static func hasMicroseconds(_ text: String) -> Bool {
    let fraction = text.utf8.dropFirst(19)
    guard fraction.first == UInt8(ascii: ".") else { return false }
    return fraction.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count == 6
  }

  private func quantity(_ value: JSONValue) throws(Problem) -> JSONValue {
    let text = value.string ?? (value.double == nil ? "" : value.description)
    guard let canonical = QuantityForm.canonical(text) else {
      throw Problem(
        text: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
    }
    return .string(canonical)
  }

  // MARK: - Zero values

  static func zero(of kind: GoType.Kind) -> JSONValue {
    switch kind {
    case .named(_, let kind): zero(of: kind)
    case .string: ""
    case .bool: false
    case .int32, .int64, .double, .intOrString: 0
    case .quantity: "0"
    case .bytes, .time, .microTime, .any, .list, .map: .null
    case .object(let name):
      .object(
        JSONObject(
          (GoTypes.type(name)?.alwaysWritten ?? []).map { field in
            (field.name, field.isPointer ? .null : zero(of: field.kind))
          }))
    }
  }

  private static func isZero(_ value: JSONValue, _ kind: GoType.Kind) -> Bool {
    switch (kind, value) {
    case (_, .null): true
    case (.named(_, let kind), _): isZero(value, kind)
    case (.string, .string(let text)), (.bytes, .string(let text)): text.isEmpty
    case (.bool, .bool(let flag)): !flag
    case (.int32, .integer(let number)), (.int64, .integer(let number)): number == 0
    case (.list, .array(let array)): array.isEmpty
    case (.map, .object(let object)): object.isEmpty
    case (.object, .object(let object)): object.isEmpty || value == zero(of: kind)
    default: false
    }
  }

  // MARK: - Words

  private func mismatch(_ value: JSONValue, _ kind: GoType.Kind, _ parent: String) -> Problem {
    let word = GoNames.kind(of: value)
    var number = ""
    if word == "number", case .int32 = kind { number = " \(value)" }
    if word == "number", case .int64 = kind { number = " \(value)" }
    return Problem(
      text: "json: cannot unmarshal \(word)\(number) into Go struct field "
        + "\(GoNames.structName(parent)).\(place) of type \(GoNames.type(of: kind))")
  }

  /// Where the decoder is, in the words of a misfit: without positions, but with the names of inline fields.
  private var place: String {
    path.compactMap { step in
      if case .member(let name, let through) = step { through + name } else { nil }
    }.joined(separator: ".")
  }

  private func pathText(_ path: [Step]) -> String {
    var text = ""
    for step in path {
      switch step {
      case .member(let name, _): text += text.isEmpty ? name : ".\(name)"
      case .position(let position): text += "[\(position)]"
      }
    }
    return text
  }
}
