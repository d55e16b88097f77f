import KubeCore

/// Members that a JSON text names twice: the parser keeps the last one, strict servers complain.
struct DuplicateMembers {
  private let bytes: [UInt8]
  private var position = 0
  private var found: [String] = []

  /// The paths of such members in the order of the text; the text must be JSON.
  static func paths(in bytes: [UInt8], parsed: JSONValue) -> [String] {
    // Nearly always the numbers agree, and nobody has to look closer.
    guard colons(in: bytes) != members(of: parsed) else { return [] }
    var scanner = DuplicateMembers(bytes: bytes)
    scanner.value("")
    return scanner.found
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private static func colons(in bytes: [UInt8]) -> Int {
    var count = 0
    var isInString = false
    var isEscaped = false
    for byte in bytes {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = isInString
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      } else if byte == UInt8(ascii: ":"), !isInString {
        count += 1
      }
    }
    return count
  }

  private static func members(of value: JSONValue) -> Int {
    switch value {
    case .object(let object): object.reduce(object.count) { $0 + members(of: $1.value) }
    case .array(let array): array.reduce(0) { $0 + members(of: $1) }
    default: 0
    }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skip(_ extra: UInt8...) {
    while let byte = current, byte <= 0x20 || extra.contains(byte) { position += 1 }
  }

  private mutating func value(_ path: String) {
    skip()
    switch current {
    case UInt8(ascii: "{"):
      position += 1
      object(path)
    case UInt8(ascii: "["):
      position += 1
      array(path)
    case UInt8(ascii: "\""): _ = string()
    default: while let byte = current, !",]}".utf8.contains(byte) { position += 1 }
    }
  }

  private mutating func object(_ path: String) {
    var names: Set<String> = []
    while true {
      skip(UInt8(ascii: ","))
      guard let byte = current, byte == UInt8(ascii: "\"") else { return position += 1 }
      let name = string()
      let place = path.isEmpty ? name : "\(path).\(name)"
      if !names.insert(name).inserted { found.append(place) }
      skip(UInt8(ascii: ":"))
      value(place)
    }
  }

  private mutating func array(_ path: String) {
    var count = 0
    while true {
      skip(UInt8(ascii: ","))
      guard let byte = current, byte != UInt8(ascii: "]") else { return position += 1 }
      value("\(path)[\(count)]")
      count += 1
    }
  }

  private mutating func string() -> String {
    let start = position
    position += 1
    while let byte = current, byte != UInt8(ascii: "\"") { position += byte == UInt8(ascii: "\\") ? 2 : 1 }
    position = min(position + 1, bytes.count)
    return (try? JSONParser.parse(Array(bytes[start..<position])))?.string ?? ""
  }
}
