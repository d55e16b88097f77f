/// Walks through the opcodes of a pickle (`Lib/pickletools.py`) without running any of them.
///
/// It notes what would be imported, and the fields that tell a model's version and shape. Arrays that joblib writes between
/// the opcodes are passed over by the sizes that stand before them.
struct PickleReader {
  private static let mostOperations = 50_000_000
  private static let mostItems = 100_000
  private static let longestText = 64 << 10

  private var reader: ByteReader
  var stack: [PickleItem] = []
  private var memo: [Int: PickleItem] = [:]
  private(set) var names: Set<String> = []
  /// The first value of each field of interest.
  private(set) var fields: [String: PickleItem] = [:]
  /// Opcodes that mean something else than the file's author hoped make the walk end early.
  private(set) var isComplete = false

  init(_ reader: ByteReader) { self.reader = reader }

  /// Fields of estimators that are of interest.
  private static let interesting: Set<String> = ["_sklearn_version", "n_features_in_", "n_outputs_", "n_classes_"]

  mutating func walk() {
    do {
      for _ in 0..<Self.mostOperations where !isFinished {
        try step(try reader.byte())
        guard stack.count < Self.mostItems else { return }
      }
      isComplete = isFinished
    } catch {
      isComplete = false
    }
  }

  private var isFinished = false

  private mutating func step(_ code: UInt8) throws(GeneratorError) {
    switch code {
    case 0x80: try reader.skip(1)  // PROTO
    case 0x95: try reader.skip(8)  // FRAME
    case UInt8(ascii: "."): isFinished = true
    case UInt8(ascii: "c"): try global()
    case 0x93: stackGlobal()
    case UInt8(ascii: "i"): try global()  // INST
    case 0x94: memo[memo.count] = stack.last ?? .other
    case UInt8(ascii: "q"): memo[Int(try reader.byte())] = stack.last ?? .other
    case UInt8(ascii: "r"): memo[try reader.littleEndian(4)] = stack.last ?? .other
    case UInt8(ascii: "p"): memo[Int(try reader.line()) ?? -1] = stack.last ?? .other
    case UInt8(ascii: "h"): stack.append(memo[Int(try reader.byte())] ?? .other)
    case UInt8(ascii: "j"): stack.append(memo[try reader.littleEndian(4)] ?? .other)
    case UInt8(ascii: "g"): stack.append(memo[Int(try reader.line()) ?? -1] ?? .other)
    default: try value(code)
    }
  }

  // MARK: Names

  private mutating func global() throws(GeneratorError) {
    push(global: try reader.line() + "." + (try reader.line()))
  }

  private mutating func stackGlobal() {
    let name = stack.popLast()?.string
    let module = stack.popLast()?.string
    push(global: "\(module ?? "?").\(name ?? "?")")
  }

  private mutating func push(global name: String) {
    names.insert(name)
    stack.append(.global(name))
  }

  // MARK: Values

  private mutating func value(_ code: UInt8) throws(GeneratorError) {
    switch code {
    case 0x8C: try text(Int(try reader.byte()))
    case UInt8(ascii: "X"), UInt8(ascii: "T"): try text(try reader.littleEndian(4))
    case 0x8D: try text(try reader.littleEndian(8))
    case UInt8(ascii: "U"): try text(Int(try reader.byte()))
    case UInt8(ascii: "V"), UInt8(ascii: "S"): push(.string(Self.unquoted(try reader.line())))
    case UInt8(ascii: "C"): try data(Int(try reader.byte()))
    case UInt8(ascii: "B"): try data(try reader.littleEndian(4))
    case 0x8E, 0x96: try data(try reader.littleEndian(8))
    case UInt8(ascii: "K"): push(.integer(Int(try reader.byte())))
    case UInt8(ascii: "M"): push(.integer(try reader.littleEndian(2)))
    case UInt8(ascii: "J"):
      push(.integer(Int(Int32(truncatingIfNeeded: try reader.littleEndian(4)))))
    case 0x8A: try long(Int(try reader.byte()))
    case 0x8B: try data(try reader.littleEndian(4))
    case UInt8(ascii: "I"), UInt8(ascii: "L"): push(Int(try reader.line()).map { .integer($0) } ?? .other)
    case UInt8(ascii: "F"), UInt8(ascii: "P"):
      _ = try reader.line()
      push(.other)
    case UInt8(ascii: "G"): try data(8)
    case UInt8(ascii: "N"), 0x88, 0x89, UInt8(ascii: "]"), 0x8F: push(.other)
    case UInt8(ascii: "}"): push(.dictionary([:]))
    case UInt8(ascii: ")"): push(.tuple([]))
    case 0x82: try extensionCode(1)
    case 0x83: try extensionCode(2)
    case 0x84: try extensionCode(4)
    default: try structure(code)
    }
  }

  private mutating func extensionCode(_ count: Int) throws(GeneratorError) {
    push(global: "copyreg.extension_\(try reader.littleEndian(count))")
  }

  private mutating func long(_ count: Int) throws(GeneratorError) {
    let bytes = try reader.bytes(count)
    guard count <= 7, (bytes.last ?? 0) < 0x80 else { return push(.other) }
    push(.integer(bytes.reversed().reduce(0) { $0 << 8 | Int($1) }))
  }

  private mutating func text(_ count: Int) throws(GeneratorError) {
    guard count <= Self.longestText else { return try data(count) }
    push(.string(String(decoding: try reader.bytes(count), as: UTF8.self)))
  }

  private mutating func data(_ count: Int) throws(GeneratorError) {
    try reader.skip(count)
    push(.other)
  }

  private mutating func push(_ item: PickleItem) {
    // Keys and values of an object's fields lie beside each other on the stack.
    if case .string(let key)? = stack.last, Self.interesting.contains(key), fields[key] == nil { fields[key] = item }
    stack.append(item)
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, let first = text.first, first == text.last, "'\"".contains(first) else { return text }
    return String(text.dropFirst().dropLast())
  }

  // MARK: Structures

  private mutating func structure(_ code: UInt8) throws(GeneratorError) {
    switch code {
    case UInt8(ascii: "("): stack.append(.mark)
    case UInt8(ascii: "0"), UInt8(ascii: "Q"): _ = stack.popLast()
    case UInt8(ascii: "1"): _ = popMark()
    case UInt8(ascii: "2"): stack.append(stack.last ?? .other)
    case UInt8(ascii: "t"): push(.tuple(popMark()))
    case 0x85, 0x86, 0x87: push(.tuple(pop(Int(code) - 0x84)))
    case UInt8(ascii: "l"), 0x91:
      _ = popMark()
      push(.other)
    case UInt8(ascii: "d"): push(Self.dictionary(popMark()))
    case UInt8(ascii: "a"): _ = stack.popLast()
    case UInt8(ascii: "e"), 0x90: _ = popMark()
    case UInt8(ascii: "s"): set(pop(2))
    case UInt8(ascii: "u"): set(popMark())
    case UInt8(ascii: "R"), 0x81: make(pop(2))
    case 0x92:
      let parts = pop(3)
      make(Array(parts.prefix(2)))
    case UInt8(ascii: "o"): make(popMark())
    case UInt8(ascii: "b"): try build()
    case 0x97, 0x98: break
    default: throw reader.malformed("is no pickle at byte \(reader.offset)")
    }
  }

  private mutating func pop(_ count: Int) -> [PickleItem] {
    let items = Array(stack.suffix(count))
    stack.removeLast(min(count, stack.count))
    return items
  }

  private mutating func popMark() -> [PickleItem] {
    guard let mark = stack.lastIndex(where: \.isMark) else {
      defer { stack = [] }
      return stack
    }
    let items = Array(stack[(mark + 1)...])
    stack.removeSubrange(mark...)
    return items
  }

  private static func dictionary(_ items: [PickleItem]) -> PickleItem {
    var members: [String: PickleItem] = [:]
    for position in stride(from: 0, to: items.count - 1, by: 2) {
      if let key = items[position].string { members[key] = items[position + 1] }
    }
    return .dictionary(members)
  }

  private mutating func set(_ items: [PickleItem]) {
    guard case .dictionary(let old)? = stack.last, case .dictionary(let new) = Self.dictionary(items) else { return }
    stack[stack.count - 1] = .dictionary(old.merging(new) { $1 })
  }

  private mutating func make(_ parts: [PickleItem]) {
    guard case .global(let name)? = parts.first else { return push(.other) }
    push(.object(name, parts.dropFirst().first?.items ?? Array(parts.dropFirst())))
  }
}

// MARK: - Arrays of joblib

extension PickleReader {
  private mutating func build() throws(GeneratorError) {
    let state = stack.popLast() ?? .other
    guard case .object(let name, _)? = stack.last, name.hasSuffix("NumpyArrayWrapper"), name.hasPrefix("joblib"),
      case .dictionary(let members) = state
    else { return }
    try skipArray(members)
  }

  /// Passes over the elements: padding to an alignment, if there is any, and one after the other.
  private mutating func skipArray(_ members: [String: PickleItem]) throws(GeneratorError) {
    guard case .object(_, let arguments)? = members["dtype"], let type = arguments.first?.string,
      let size = Int(type.drop { !$0.isNumber }), size < 1 << 20, !type.hasPrefix("O")
    else {
      // Objects follow as a pickle of their own.
      var inner = PickleReader(reader)
      inner.walk()
      guard inner.isComplete else { throw reader.malformed("has an array that cannot be passed over") }
      reader = inner.reader
      return names.formUnion(inner.names)
    }
    if members["numpy_array_alignment_bytes"]?.integer != nil { try reader.skip(Int(try reader.byte())) }
    // Texts have four bytes a character.
    var count = type.hasPrefix("U") ? 4 * size : size
    for extent in members["shape"]?.items ?? [] {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent.integer ?? -1)
      guard !overflow, product >= 0 else { throw reader.malformed("has an array of no size") }
      count = product
    }
    try reader.skip(count)
  }
}
