/// Parses RE2's syntax.
struct PatternParser {
  typealias Failure = RegularExpression.Failure

  private struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotMatchesNewline = false
    var isUngreedy = false
  }

  private static let deepest = 500
  private static let mostRepeats = 1000

  let pattern: String
  let scalars: [Unicode.Scalar]
  var position = 0
  private var flags = Flags()
  private var depth = 0

  init(_ pattern: String) {
    self.pattern = pattern
    scalars = Array(pattern.unicodeScalars)
  }

  mutating func parse() throws(Failure) -> PatternNode {
    let node = try choice()
    guard position == scalars.count else { throw Failure(reason: "unexpected )", fragment: pattern) }
    return node
  }

  private mutating func choice() throws(Failure) -> PatternNode {
    var branches = [try sequence()]
    while consume("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(Failure) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      if let quoted = quotedText() {
        parts += quoted
        continue
      }
      let start = position
      guard let part = try atom() else { continue }
      parts.append(try repeated(part, from: start))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// `\Q...\E`, every character of which stands for itself.
  private mutating func quotedText() -> [PatternNode]? {
    guard peek() == "\\", peek(1) == "Q" else { return nil }
    position += 2
    var nodes: [PatternNode] = []
    while let scalar = peek() {
      if scalar == "\\", peek(1) == "E" {
        position += 2
        break
      }
      nodes.append(literal(scalar))
      position += 1
    }
    return nodes
  }

  /// `nil` for something that only sets flags.
  private mutating func atom() throws(Failure) -> PatternNode? {
    guard let scalar = peek() else { return .empty }
    switch scalar {
    case "(": return try group()
    case "[": return .characters(try bracket())
    case "*", "+", "?": throw Failure(reason: "missing argument to repetition operator", fragment: String(scalar))
    case "\\": return try escape()
    default:
      position += 1
      switch scalar {
      case ".": return .characters(flags.dotMatchesNewline ? .everything : .exceptNewline)
      case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
      case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
      default: return literal(scalar)
      }
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    .characters(folded(CharacterSet(scalar)))
  }

  private func folded(_ set: CharacterSet) -> CharacterSet { flags.ignoresCase ? set.ignoringCase : set }

  // MARK: - Groups

  private mutating func group() throws(Failure) -> PatternNode? {
    let start = position
    let outer = flags
    position += 1
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepest else { throw Failure(reason: "expression nests too deeply", fragment: pattern) }
    if consume("?"), try !groupHead(from: start) { return nil }
    let node = try choice()
    guard consume(")") else { throw Failure(reason: "missing closing )", fragment: pattern) }
    flags = outer
    return node
  }

  /// What follows `(?`. False when the group ends at once, having set flags for what comes after it.
  private mutating func groupHead(from start: Int) throws(Failure) -> Bool {
    if peek() == "P" || peek() == "<" {
      if peek() == "P" { position += 1 }
      guard consume("<") else { throw invalidGroup(from: start) }
      let nameStart = position
      while let scalar = peek(), CharacterSet.words.contains(scalar.value) { position += 1 }
      guard position > nameStart, consume(">") else {
        while let scalar = peek(), scalar != ">" { position += 1 }
        _ = consume(">")
        throw Failure(reason: "invalid named capture", fragment: text(start..<position))
      }
      return true
    }
    var isOn = true
    while let scalar = peek() {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "U": flags.isUngreedy = isOn
      case "-" where isOn: isOn = false
      case ":": return true
      case ")": return false
      default: throw invalidGroup(from: start)
      }
    }
    throw Failure(reason: "missing closing )", fragment: pattern)
  }

  private func invalidGroup(from start: Int) -> Failure {
    Failure(
      reason: "invalid or unsupported Perl syntax", fragment: text(start..<min(max(position, start + 3), scalars.count)))
  }

  // MARK: - Repetition

  private mutating func repeated(_ node: PatternNode, from start: Int) throws(Failure) -> PatternNode {
    var node = node
    var previous: Int?
    while let bounds = try bounds() {
      let isLazy = consume("?")
      let operatorStart = previous ?? bounds.start
      if previous != nil {
        throw Failure(reason: "invalid nested repetition operator", fragment: text(operatorStart..<position))
      }
      if case .empty = node {
        throw Failure(reason: "missing argument to repetition operator", fragment: text(bounds.start..<position))
      }
      previous = bounds.start
      node = .repetition(node, least: bounds.least, most: bounds.most, isGreedy: isLazy == flags.isUngreedy)
    }
    return node
  }

  private mutating func bounds() throws(Failure) -> (least: Int, most: Int?, start: Int)? {
    let start = position
    if consume("*") { return (0, nil, start) }
    if consume("+") { return (1, nil, start) }
    if consume("?") { return (0, 1, start) }
    guard consume("{"), let least = number() else {
      position = start
      return nil
    }
    var most: Int? = least
    if consume(",") { most = peek() == "}" ? nil : number() ?? -1 }
    guard consume("}"), most != -1 else {
      position = start
      return nil
    }
    guard least <= Self.mostRepeats, (most ?? least) <= Self.mostRepeats, (most ?? least) >= least else {
      throw Failure(reason: "invalid repeat count", fragment: text(start..<position))
    }
    return (least, most, start)
  }

  private mutating func number() -> Int? {
    let start = position
    while let scalar = peek(), CharacterSet.digits.contains(scalar.value) { position += 1 }
    guard position > start else { return nil }
    return Int(text(start..<position)) ?? .max
  }

  // MARK: - Classes

  private mutating func bracket() throws(Failure) -> CharacterSet {
    let start = position
    position += 1
    let isNegated = consume("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while true {
      guard let scalar = peek() else {
        throw Failure(reason: "missing closing ]", fragment: text(start..<scalars.count))
      }
      if scalar == "]", !isFirst { break }
      isFirst = false
      if scalar == "[", peek(1) == ":", let end = posixEnd() {
        let name = text(position + 2..<end)
        let isInverted = name.hasPrefix("^")
        guard let set = CharacterSet.posix(isInverted ? name.dropFirst() : name[...]) else {
          throw Failure(reason: "invalid character class range", fragment: text(position..<end + 2))
        }
        ranges += (isInverted ? set.inverted : set).ranges
        position = end + 2
        continue
      }
      if scalar == "\\", let set = try classEscape() {
        ranges += set.ranges
        continue
      }
      ranges.append(try range())
    }
    position += 1
    let set = folded(CharacterSet(ranges))
    return isNegated ? set.inverted : set
  }

  private func posixEnd() -> Int? {
    var end = position + 2
    while end + 1 < scalars.count {
      if scalars[end] == ":", scalars[end + 1] == "]" { return end }
      end += 1
    }
    return nil
  }

  private mutating func range() throws(Failure) -> ClosedRange<UInt32> {
    let start = position
    let low = try classCharacter()
    guard peek() == "-", let next = peek(1), next != "]" else { return low...low }
    position += 1
    let high = try classCharacter()
    guard low <= high else {
      throw Failure(reason: "invalid character class range", fragment: text(start..<position))
    }
    return low...high
  }

  private mutating func classCharacter() throws(Failure) -> UInt32 {
    guard let scalar = peek() else { throw Failure(reason: "missing closing ]", fragment: pattern) }
    if scalar == "\\" { return try escapedCharacter() }
    position += 1
    return scalar.value
  }

  // MARK: - Escapes

  private mutating func escape() throws(Failure) -> PatternNode {
    guard let kind = peek(1) else { throw Failure(reason: "trailing backslash at end of expression", fragment: "") }
    let assertions: [Unicode.Scalar: PatternNode.Assertion] = [
      "A": .textStart, "z": .textEnd, "b": .wordBoundary, "B": .noWordBoundary,
    ]
    if let assertion = assertions[kind] {
      position += 2
      return .assertion(assertion)
    }
    if let set = try classEscape() { return .characters(folded(set)) }
    let value = try escapedCharacter()
    return .characters(folded(CharacterSet([value...value])))
  }

  /// `\d`, `\pL` and their like; `nil`, and nothing consumed, when it is an escaped character.
  private mutating func classEscape() throws(Failure) -> CharacterSet? {
    guard let kind = peek(1) else { return nil }
    let sets: [Unicode.Scalar: CharacterSet] = ["d": .digits, "s": .spaces, "w": .words]
    if let set = sets[kind] {
      position += 2
      return set
    }
    if let lower = Character(kind).lowercased().unicodeScalars.first, let set = sets[lower] {
      position += 2
      return set.inverted
    }
    guard kind == "p" || kind == "P" else { return nil }
    let start = position
    position += 2
    var name = ""
    if consume("{") {
      while let scalar = peek(), scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      guard consume("}") else {
        throw Failure(reason: "invalid character class range", fragment: text(start..<scalars.count))
      }
    } else if let scalar = peek() {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    let isNegated = name.hasPrefix("^")
    guard let set = UnicodeClass.named(isNegated ? String(name.dropFirst()) : name) else {
      throw Failure(reason: "invalid character class range", fragment: text(start..<position))
    }
    return isNegated != (kind == "P") ? set.inverted : set
  }

  private mutating func escapedCharacter() throws(Failure) -> UInt32 {
    let start = position
    position += 1
    guard let kind = peek() else { throw Failure(reason: "trailing backslash at end of expression", fragment: "") }
    position += 1
    switch kind {
    case "a": return 7
    case "f": return 12
    case "n": return 10
    case "r": return 13
    case "t": return 9
    case "v": return 11
    case "x": if let value = hexadecimal() { return value }
    case "0"..."7": if let value = octal(kind) { return value }
    default:
      if kind.value < 0x80, !CharacterSet.words.contains(kind.value) || kind == "_" { return kind.value }
    }
    throw Failure(reason: "invalid escape sequence", fragment: text(start..<min(position, scalars.count)))
  }

  private mutating func hexadecimal() -> UInt32? {
    var digits = ""
    if consume("{") {
      while let scalar = peek(), scalar != "}" {
        digits.unicodeScalars.append(scalar)
        position += 1
      }
      guard consume("}") else { return nil }
    } else {
      for _ in 0..<2 {
        guard let scalar = peek() else { return nil }
        digits.unicodeScalars.append(scalar)
        position += 1
      }
    }
    guard let value = UInt32(digits, radix: 16), value <= CharacterSet.last else { return nil }
    return value
  }

  /// `\1` to `\7` need a digit after them: alone they would be back references, which there are none of.
  private mutating func octal(_ first: Unicode.Scalar) -> UInt32? {
    if first != "0", peek().map({ ("0"..."7").contains($0) }) != true { return nil }
    var value = first.value - 48
    for _ in 0..<2 {
      guard let scalar = peek(), ("0"..."7").contains(scalar) else { break }
      value = value * 8 + scalar.value - 48
      position += 1
    }
    return value
  }

  // MARK: - Scalars

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  private mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}
