/// A block of a Jenkinsfile.
struct GroovyBlock {
  indirect enum Member {
    case block(GroovyBlock)
    /// A block of one word and named arguments.
    case call(StaticString, [String: String])
    case assignment(String, String)
    case credentials(String, String)
    /// A step that runs a shell script.
    case script(String)
    /// A statement that is written in this program.
    case statement(StaticString)
  }

  let name: StaticString
  var argument: String?
  let members: [Member]

  init(_ name: StaticString, argument: String? = nil, _ members: [Member]) {
    (self.name, self.argument, self.members) = (name, argument, members)
  }
}

/// Writes a Jenkinsfile. Texts stand in single quotes, in which Groovy expands nothing.
struct GroovyWriter {
  private var lines: [String] = []

  static func write(_ block: GroovyBlock) -> String {
    var writer = GroovyWriter()
    writer.append(block, indent: 0)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func append(_ block: GroovyBlock, indent: Int) {
    let head = block.name.description + (block.argument.map { "(\(Self.quoted($0)))" } ?? "")
    line("\(head) {", indent)
    for member in block.members { append(member, indent: indent + 2) }
    line("}", indent)
  }

  private mutating func append(_ member: GroovyBlock.Member, indent: Int) {
    switch member {
    case .block(let block): append(block, indent: indent)
    case .call(let name, let arguments):
      line("\(name) {", indent)
      for (key, value) in arguments.sorted(by: { $0.key < $1.key }) { line("\(key) \(Self.quoted(value))", indent + 2) }
      line("}", indent)
    case .assignment(let name, let value): line("\(name) = \(Self.quoted(value))", indent)
    case .credentials(let name, let id): line("\(name) = credentials(\(Self.quoted(id)))", indent)
    case .script(let script): line("sh \(Self.quoted(script))", indent)
    case .statement(let text): line(text.description, indent)
    }
  }

  private mutating func line(_ text: String, _ indent: Int) {
    lines.append(String(repeating: " ", count: indent) + text)
  }

  /// A string of one line (Groovy documentation, "Single-quoted string").
  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }
}
