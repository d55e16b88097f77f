import KubeCore

/// Reads a Dockerfile as a builder does: lines, JSON lists, words with quotes and escapes.
///
/// Written from the Dockerfile reference alone, so that it shares no mistake with the writer.
struct DockerfileReader {
  struct Line: Equatable {
    var instruction: String
    var flags: [String] = []
    /// The JSON list, or the words after quotes and escapes were taken away.
    var words: [String] = []
    var isList = false
  }

  enum Failure: Error { case unterminated, expansion, notAList, unknown(String) }

  static let instructions: Set<String> = [
    "FROM", "ENV", "LABEL", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD",
  ]

  static func read(_ text: String) throws -> [Line] {
    var lines: [Line] = []
    // A builder knows two line ends, and goes on in the next line after a backslash.
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      guard line.utf8.last != UInt8(ascii: "\\"), !line.contains("\r") else { throw Failure.unterminated }
      lines.append(try read(line: line))
    }
    return lines
  }

  private static func read(line: Substring) throws -> Line {
    let parts = line.split(separator: " ", maxSplits: 1)
    var result = Line(instruction: String(parts[0]))
    guard instructions.contains(result.instruction) else { throw Failure.unknown(result.instruction) }
    var rest = parts.count == 2 ? parts[1] : ""
    while rest.hasPrefix("--") {
      let flag = rest.prefix { $0 != " " }
      result.flags.append(String(flag))
      rest = rest.dropFirst(flag.count + 1)
    }
    if result.instruction == "HEALTHCHECK" {
      guard rest.hasPrefix("CMD ") else { throw Failure.notAList }
      rest = rest.dropFirst(4)
    }
    if rest.hasPrefix("[") {
      guard let list = try JSONParser.parse(String(rest)).array else { throw Failure.notAList }
      result.words = try list.map { value in
        guard let word = value.string else { throw Failure.notAList }
        return word
      }
      result.isList = true
    } else {
      result.words = try words(rest)
    }
    return result
  }

  /// Words between spaces; double quotes hold them together, and a backslash takes the meaning of what follows it.
  private static func words(_ text: Substring) throws -> [String] {
    var words: [String] = []
    var word = ""
    var (isQuoted, isEscaped) = (false, false)
    for scalar in text.unicodeScalars {
      if isEscaped {
        // Between quotes only these three are escapes: a backslash before anything else stands for itself.
        if isQuoted, !["\"", "\\", "$"].contains(scalar) { word.unicodeScalars.append("\\") }
        word.unicodeScalars.append(scalar)
        isEscaped = false
        continue
      }
      switch scalar {
      case "\\": isEscaped = true
      case "$": throw Failure.expansion
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        words.append(word)
        word = ""
      default: word.unicodeScalars.append(scalar)
      }
    }
    guard !isQuoted, !isEscaped else { throw Failure.unterminated }
    return words + [word]
  }
}
