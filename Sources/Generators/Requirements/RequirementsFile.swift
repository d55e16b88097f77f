/// The requirements of a model, as `requirements.txt` and its relatives list them.
enum RequirementsFile {
  /// The packages of a text, one a line; comments and empty lines are left out.
  ///
  /// Lines that end with a backslash go on in the next one. Hashes are dropped: what they vouch for is locked anew.
  static func parse(_ text: String, file: String) throws(GeneratorError) -> [Requirement] {
    var requirements: [Requirement] = []
    for line in LogicalLine.all(of: text) {
      let content = content(of: line.text)
      guard !content.isEmpty else { continue }
      requirements.append(try Requirement(content, field: "\(file) line \(line.number)"))
    }
    return requirements
  }

  /// A line without its comment and its hashes.
  private static func content(of line: String) -> String {
    var words: [Substring] = []
    for word in line.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      if word.hasPrefix("#") { break }
      if !word.hasPrefix("--hash=") { words.append(word) }
    }
    return words.joined(separator: " ")
  }
}
